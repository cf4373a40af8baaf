"""Tests of the pages, run as a session runs them."""
