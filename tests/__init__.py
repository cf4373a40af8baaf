"""Tests: they mirror etl and dashboard, then the pages, the browser, the layers and the published files."""
