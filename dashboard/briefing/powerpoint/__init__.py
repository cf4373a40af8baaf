"""A briefing as a PowerPoint file: native charts where PowerPoint has the kind, native drawings and tables where it has not."""
