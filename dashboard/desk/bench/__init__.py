"""The extraction bench: a text with every number phrase marked, and a decision for each."""
