"""The words that a draft adds to the vocabulary: which they are, which rows use one, and how a measure's sentence reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard.desk import folders, naming
from dashboard.words import say
from etl import drafts
from etl.edits import Edit, Row, net
from etl.faults import CallFault
from etl.folder import catalogue_files
from etl.kinds import CARD, kind_of
from etl.normalise import statement
from etl.statement import Quantity, capitalised, change_words, number_words

# The columns of any table in which a code of a table of the vocabulary stands.
_STANDS_IN = {
    "measures": ("measure", "change_of"),
    "themes": ("theme",),
    "units": ("unit",),
    "regions": ("region", "parent"),
    "groups": ("group", "comparison_group"),
    "reasons": ("reason",),
}
_EXAMPLES = {"share": 14.0, "change": 25.0, "ratio": 3.0, "interval": 25.0}
_PLAIN_EXAMPLE = 3512.0


def of(edits: Sequence[Edit]) -> list[Edit]:
    """The edits of a draft that add a word, one a word, each with the word as the draft leaves it."""
    return [
        edit
        for edit in net(edits)
        if edit.file.startswith("vocabulary/") and edit.before is None and edit.after is not None
    ]


def table_of(word: Edit) -> str:
    """The table of the vocabulary that a word stands in."""
    return word.file.removeprefix("vocabulary/").removesuffix(".csv")


def uses(draft: str, word: Edit) -> list[str]:
    """The rows of the draft that a word stands in, as people read of them."""
    columns = _STANDS_IN[table_of(word)]
    return [
        naming.in_draft(draft, file, row[kind_of(file).key], row)
        for file, row in _rows(draft)
        if (file, row[kind_of(file).key]) != (word.file, word.key)
        and any(row.get(column) == word.key and column != kind_of(file).key for column in columns)
    ]


def _rows(draft: str) -> Iterator[tuple[str, Row]]:
    datasets = folders.datasets()
    edited = (edit.file for edit in drafts.edits(datasets, draft))
    for file in dict.fromkeys([*catalogue_files(datasets), *edited]):
        try:
            kind = kind_of(file)
        except CallFault:
            continue
        if kind is not CARD:
            for row in drafts.rows(datasets, draft, file):
                yield file, row


def taken_back(draft: str, word: Edit) -> Edit:
    """The edit that takes a word away again. Raises CallFault naming the first rows that use it."""
    if used := uses(draft, word):
        raise CallFault(say("desk_words.used", rows="; ".join(used[:3]), number=len(used)))
    return Edit(word.file, word.key, word.after, None)


def reads(measure: Row, units: Iterable[Mapping[str, str]]) -> str:
    """The sentence that a measure's template makes of an example. Raises ValueError for a template that cannot be used."""
    unit = next((row for row in units if row["unit"] == measure["unit"]), {})
    value = _EXAMPLES.get(measure["kind"], _PLAIN_EXAMPLE)
    quantity = Quantity(f"{value:g}", value, value, value, "exact", measure["unit"])
    words = (unit.get("singular", ""), unit.get("plural", ""))
    number = number_words(quantity, *words)
    slots = {
        "number": number,
        "Number": capitalised(number),
        "change": change_words(quantity, *words),
        **{
            name: say(f"desk_words.example_{name}")
            for name in ("of_base", "in_place", "when", "group", "comparison_group")
        },
    }
    return statement(measure["sentence"], slots, ".")
