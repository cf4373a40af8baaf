"""Put the lines of printed pages together to paragraphs: a number phrase must not end where a line does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from etl.phrases.lexicon import NUMBER_WORDS


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed: places in points from the page's left and foot; ``cells``: it is a row of a table."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    first_word: float  # how wide
    cells: bool = False


_BULLET = re.compile(r"[•‣▪◦●■–—*·]\s|[-o]\s|\(?[0-9a-zA-Z]{1,2}[.)]\s")
_ENDS_A_SENTENCE = re.compile(r"[.!?:;][\"”’')\]]*[⁰¹²³⁴-⁹]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BROKEN = "\ufffe"  # at the end of a line: the hyphen of a word that goes on in the next
_HYPHENS = f"-\u00ad\u2010{BROKEN}"
_DASHES = "–—/"
_ALIKE = 1.15  # times the height: of one size of letters
_SPACE = 0.2  # heights, the narrowest between words
_INDENT = 0.6  # heights, by which the first line of a paragraph stands in
_FAR = 1.25  # times the usual distance of lines: a paragraph ends
_WIDEST_DISTANCE = 2.3  # heights: lines that stand double-spaced
_EDGE = 2  # lines of a page among which a running head or foot is looked for, at either end
_ENOUGH_HEADS = 3  # on so many pages, or on all where there are fewer …
_SHARE_OF_HEADS = 1 / 3  # … and on so many of them: a chapter's head does not stand on all


def paragraphs(pages: Sequence[Sequence[Line]]) -> tuple[list[str], int]:
    """The paragraphs of all pages in order, and how many lines were left out as running heads and feet."""
    bodies = _without_heads(pages)
    runs = [run for page in bodies for run in _runs(page)]
    usual = _usual_distance(runs)
    words = {word for run in runs for line in run for word in _WORD.findall(line.text.lower())}
    made: list[str] = []
    last = _Place()
    for run in runs:
        edge = max(line.right for line in run)
        for number, line in enumerate(run):
            place = _Place(line, edge, usual)
            if last.goes_on(place, beside=number > 0):
                made[-1] = _joined(made[-1], line.text, words)
            else:
                made.append(line.text)
            last = place
    left_out = sum(map(len, pages)) - sum(map(len, bodies))
    return [text.replace(BROKEN, "-") for text in made], left_out


@dataclass(frozen=True, slots=True)
class _Place:
    """A line, the right edge of the column it stands in, and the usual distance of lines in heights."""

    line: Line | None = None
    edge: float = 0.0
    usual: float = field(default=1.0)

    def goes_on(self, following: _Place, *, beside: bool) -> bool:
        """Whether the paragraph of this line goes on in the next one; ``beside``: it stands below in the same column."""
        line, other = self.line, following.line
        if line is None or other is None or line.cells or other.cells or _BULLET.match(other.text):
            return False
        if max(line.height, other.height) > _ALIKE * min(line.height, other.height):
            return False
        # A line was broken because the next word did not fit: where it would have, a paragraph ended.
        broken = line.text.endswith(BROKEN)
        if line.right + _SPACE * line.height + other.first_word < self.edge and not broken:
            return False
        if not beside:
            return not _ENDS_A_SENTENCE.search(line.text)
        indented = other.left - line.left > _INDENT * line.height and not _BULLET.match(line.text)
        return not indented and line.bottom - other.bottom <= _FAR * self.usual * line.height


def _runs(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand one below the other, a column or a part of one."""
    run: list[Line] = []
    for line in page:
        if run and not (
            line.bottom < run[-1].bottom and line.left < run[-1].right and line.right > run[-1].left
        ):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _usual_distance(runs: Sequence[Sequence[Line]]) -> float:
    """The most frequent distance of a line from the one above it, in heights."""
    distances = Counter(
        round((upper.bottom - lower.bottom) / upper.height, 1)
        for run in runs
        for upper, lower in pairwise(run)
        if upper.height and max(upper.height, lower.height) <= _ALIKE * min(upper.height, lower.height)
    )
    usual = max(distances, key=lambda distance: (distances[distance], -distance), default=1.0)
    return min(usual, _WIDEST_DISTANCE)


def _without_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without the lines that stand at the same place on many of them, whatever their numbers are."""
    edges = [_edge(page) for page in pages]
    seen = Counter(key for edge in edges for key in set(map(_repeated, edge)))
    least = max(2, min(_ENOUGH_HEADS, len(pages)), _SHARE_OF_HEADS * len(pages))
    heads = {key for key, count in seen.items() if count >= least}
    return [
        [line for line in page if not (line in edge and _repeated(line) in heads)]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edge(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.bottom)
    return [*by_height[:_EDGE], *by_height[-_EDGE:]]


def _repeated(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", line.text), round(line.bottom / 3)


def _joined(text: str, following: str, words: set[str]) -> str:
    """Two parts of a paragraph, with a space between them or none where a word or a span goes on."""
    last, before = text[-1:], text[-2:-1]
    if last in _HYPHENS and before.isalnum():
        return text[:-1] + _hyphen(text[:-1], following, words) + following
    if last in _DASHES and not before.isspace():
        return text + following
    return f"{text} {following}"


def _hyphen(text: str, following: str, words: set[str]) -> str:
    """The hyphen of a compound; none where a printer broke a word in two. The rest of the text shows which it is."""
    begin, end = _LAST_WORD.search(text), _WORD.match(following)
    if not begin or not end or end[0][0].isupper() or begin[0].lower() in NUMBER_WORDS:
        return "-"
    first, rest = begin[0].lower(), end[0].lower()
    return "-" if first + rest not in words and f"{first}-{rest}" in words else ""


_LAST_WORD = re.compile(r"[^\W\d_]+$")
