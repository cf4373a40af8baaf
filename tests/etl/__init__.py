"""Tests of etl."""
