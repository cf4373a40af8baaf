"""What machines are served."""
