"""The dashboard: the frame its pages hang in, and what they share."""
