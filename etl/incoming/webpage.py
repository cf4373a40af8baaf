"""Read a web page with lxml: the words that a visitor sees, a line for each block of them."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from etl.faults import IncomingFault
from etl.incoming.characters import raised
from etl.incoming.incoming import Limits, Parsed
from etl.incoming.lines import one_line, row
from etl.incoming.page_head import stated

_UNSEEN = frozenset(
    "head script style noscript template iframe object embed audio video canvas input select datalist textarea button "
    "nav".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody text tfoot "
    "thead tr ul".split()
)
_CELLS = ("td", "th")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MAIN_ONLY = "only what the page marks as its main part was read"


def parse(content: bytes, limits: Limits) -> Parsed:  # noqa: ARG001 - parsers are called alike
    """The page's text and what it states; ``content`` is UTF-8."""
    # No network and no external entity, whatever the page asks for; huge_tree allows a depth of 2048 instead of 256.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        page = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise IncomingFault("cannot be read as HTML", "save the page anew, or bring its text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # libxml2 has left out what lies deeper.
        raise IncomingFault(
            "is nested too deeply to be read", "copy its text from the browser, and bring that"
        )
    if page is None:
        return Parsed("")
    main, remarks = _main(page)
    return Parsed("\n".join(_Walk().lines(main)), stated(page), remarks)


def _main(page: Any) -> tuple[Any, tuple[str, ...]]:
    """The part that the page itself marks as its matter, if it marks one."""
    for path in ("//main | //*[@role='main']", "//article[not(ancestor::article)]"):
        marked = page.xpath(path)
        if len(marked) == 1 and any(text.strip() for text in marked[0].itertext()):
            return marked[0], (MAIN_ONLY,)
    body = page.find("body")
    return (page if body is None else body), ()


class _Block:
    """Lines that are whole, and the words of the line that is being read."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._words: list[str] = []

    def add(self, words: str) -> None:
        self._words.append(words)

    def end_line(self) -> None:
        if line := one_line("".join(self._words)):
            self.lines.append(line)
        self._words = []


class _Walk:
    """A walk over an element. Without recursion: a page may be nested deeper than Python goes."""

    def __init__(self) -> None:
        self._blocks = [_Block()]  # the page's, and that of each cell that is open
        self._rows: list[list[list[str]]] = []  # the cells so far of each row that is open
        self._skipped = self._raised = self._kept = 0  # how many such elements are open

    def lines(self, root: Any) -> list[str]:
        """The lines of the element."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._begin(element)
                continue
            self._end(element)
            if element is not root and not self._skipped:
                self._say(element.tail)
        self._blocks[0].end_line()
        return self._blocks[0].lines

    def _begin(self, element: Any) -> None:
        tag = element.tag
        if self._skipped or tag in _UNSEEN or _is_hidden(element):
            self._skipped += 1
            return
        self._raised += tag == "sup"
        self._kept += tag == "pre"
        if tag in _BLOCKS or tag == "br":
            self._blocks[-1].end_line()
        if tag == "tr":
            self._rows.append([])
        if tag in _CELLS:
            self._blocks.append(_Block())
        self._say(element.text)

    def _end(self, element: Any) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        tag = element.tag
        self._raised -= tag == "sup"
        self._kept -= tag == "pre"
        if tag in _BLOCKS or tag in _CELLS:
            self._blocks[-1].end_line()
        if tag in _CELLS:
            cell = self._blocks.pop().lines
            # A cell outside of any row, as broken pages have it, is a block like others.
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._blocks[-1].lines += cell
        if tag == "tr":
            self._blocks[-1].lines += row(self._rows.pop())

    def _say(self, words: str | None) -> None:
        block = self._blocks[-1]
        for number, line in enumerate((words or "").split("\n") if self._kept else [words or ""]):
            if number:
                block.end_line()
            block.add(raised(line) if self._raised else line)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
