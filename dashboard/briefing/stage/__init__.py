"""The stage: the page a briefing is presented on, its speaker window, the one file that needs no network, the handout."""
