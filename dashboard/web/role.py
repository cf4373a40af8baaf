"""Find the role whose colour a figure has in its drawing on the dashboard, so that it has the same one everywhere."""

from __future__ import annotations

from dashboard.charts import shares, wording
from dashboard.data import Release
from dashboard.figure import Figure
from dashboard.grouping import headline
from dashboard.keeping import kept
from dashboard.palette import LIGHT, Palette

STATED = "stated"
SPARE = tuple(f"spare-{place}" for place in range(1, len(LIGHT.spare) + 1))
ROLES = (STATED, "rival", "reference", *SPARE)


@kept(4096)
def of(figure: Figure, release: Release) -> str:
    """One of ``ROLES``: among rivals the colour of the source, what no longer holds steps back, all else is as stated."""
    together = headline(figure.figure_id, release).figures
    if figure.derived and shares.one_whole(together):
        return "reference"
    tints = dict(zip((one.figure_id for one in together), wording.colours(together, LIGHT), strict=True))
    return next(role for role in ROLES if colour(role, LIGHT) == tints[figure.figure_id])


def colour(role: str, palette: Palette) -> str:
    """The colour of a role in a palette, as #rrggbb."""
    return palette.spare[SPARE.index(role)] if role in SPARE else str(getattr(palette, role))
