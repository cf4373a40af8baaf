"""What is said of one place, and the list of all places."""
