"""Files that staff bring in, good and hostile, made by the tests themselves."""
