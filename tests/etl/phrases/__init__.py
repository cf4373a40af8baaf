"""Tests of finding and reading number phrases."""
