"""Rules for lines of text that several parsers share: spaces, and the cells of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

CELLS_APART = " | "

# An unbreakable space belongs to the number it stands in; a browser keeps it too.
_SPACES = re.compile("[ \t\n\r\f]+")


def one_line(text: str) -> str:
    """Runs of spaces and line breaks as one space, none at the ends."""
    return _SPACES.sub(" ", text).strip(" ")


def row(cells: Sequence[Sequence[str]]) -> list[str]:
    """A table's row of cells, each a list of lines: one line if each cell has one, else all the lines in turn.

    >>> row([["Arrests"], ["1,200"], []]), row([["The whole page", "stands in one cell"]])
    (['Arrests | 1,200'], ['The whole page', 'stands in one cell'])
    """
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(len(cell) == 1 for cell in filled):
        return [CELLS_APART.join(cell[0] for cell in filled)]
    return [line for cell in filled for line in cell]
