"""The colours as roles: the same role has the same colour on every page, slide and file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours by role, as #rrggbb. ``spare`` is in the order of use; ``rule`` is for hairlines, never for text."""

    page: str
    panel: str
    rule: str
    ink: str
    muted: str
    stated: str
    rival: str
    reference: str
    record: str
    problem: str
    spare: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Colours for sources that count the same thing, the first source first."""
        return (self.stated, self.rival, *self.spare)


LIGHT = Palette(
    page="#fbf9f4",
    panel="#f1eee6",
    rule="#d8d2c4",
    ink="#1c1b19",
    muted="#5a564e",
    stated="#1f4e8c",
    rival="#a63d1f",
    reference="#6f6a60",
    record="#0f6674",
    problem="#8a6100",
    spare=("#6b3f8f", "#2f6b4f", "#9c2f63", "#475569"),
)
DARK = Palette(
    page="#15171c",
    panel="#1f222a",
    rule="#3a3f4b",
    ink="#f2efe8",
    muted="#b8b3a7",
    stated="#8ab8ff",
    rival="#f0936f",
    reference="#a39d90",
    record="#6cc5d4",
    problem="#e0b04a",
    spare=("#c7a2e8", "#7fc7a1", "#f095bd", "#9fb0c8"),
)
BY_THEME: Mapping[str, Palette] = {"light": LIGHT, "dark": DARK}


def translucent(colour: str, opacity: float) -> str:
    """A colour of the palette with an opacity from 0 to 1, as rgba(…).

    >>> translucent("#1f4e8c", 0.5)
    'rgba(31,78,140,0.5)'
    """
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
