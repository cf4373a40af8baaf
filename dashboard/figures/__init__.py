"""The table of all figures: search, filters, rows, downloads."""
