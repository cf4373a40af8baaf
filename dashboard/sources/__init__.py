"""What stands on the page of sources, one module for each part of it."""
