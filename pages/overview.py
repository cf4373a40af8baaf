"""The overview: what the site says, the figures to begin with, what is known where, the themes, what is disputed, how fresh it is."""

from __future__ import annotations

from dashboard import controls, data, overview_page, parts

controls.tidy()
parts.show(overview_page.of(data.current(), parts.colours()))
