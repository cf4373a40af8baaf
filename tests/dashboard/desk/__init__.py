"""Who gets into the data desk, and who does not."""
