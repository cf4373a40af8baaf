"""A deck as the bytes of a PowerPoint file, which carries the deck in it."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from dashboard.briefing.deck import Deck, to_file
from dashboard.briefing.powerpoint import carried, slides, template
from dashboard.briefing.powerpoint.shapes import UNWRITABLE
from dashboard.briefing.shown import resolve
from dashboard.data import Release
from dashboard.palette import BY_THEME
from dashboard.parts import Colours, once
from dashboard.words import say


@once(8)
def made(deck: Deck, release: Release, colours: Colours, home: str = "") -> bytes:
    """The file. ``home`` is the site's address, for the ways back to the evidence; without it there are none."""
    palette = BY_THEME[colours]
    presentation = template.empty(palette)
    told = presentation.core_properties
    told.title = UNWRITABLE.sub("", deck.title) or say("briefing_file.title")
    told.author = told.last_modified_by = say("site.name")
    told.subject = say("briefing_file.subject", release=release.id)
    told.created = told.modified = datetime.now(UTC).replace(
        hour=0, minute=0, second=0, microsecond=0, tzinfo=None
    )
    told.revision = 1
    for shown in resolve(deck, release):
        slides.add(presentation, shown, palette, home, UNWRITABLE.sub("", deck.title))
    carried.put_in(presentation.part.package, to_file(deck))
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()
