"""The views of the desk, one module each: what stands in it, in order."""
