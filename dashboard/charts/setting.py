"""What a drawing is made for: its colours, the width it must fit, and the words that nothing around it says."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.palette import Palette

# In pixels. The server cannot know the screen: a drawing is made for the narrowest page and once more for a wide one.
NARROW = 328.0
WIDE = 560.0
PIXELS_A_CHARACTER = 6.4


@dataclass(frozen=True, slots=True)
class Setting:
    """What a drawing is for.

    ``title`` and ``source`` are drawn only where the page around it does not say them. ``width`` is the narrowest frame,
    in pixels, that its words must fit. ``compact`` is for a card: the same marks and words in less height. ``stage`` is for a
    slide, on paper too: nothing in it is a link, and a number and its words share a line where they fit.
    """

    palette: Palette
    title: str = ""
    subtitle: str = ""
    source: str = ""
    width: float = NARROW
    compact: bool = False
    stage: bool = False

    @property
    def for_picture(self) -> bool:
        """The drawing leaves the page and must carry its own words."""
        return bool(self.title or self.source)

    @property
    def characters(self) -> int:
        """How long a line of words may be."""
        return round(self.width / PIXELS_A_CHARACTER)
