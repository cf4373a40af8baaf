"""What is known before a text is read: the vocabulary and the rows of earlier documents, ready to be compared with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any

from etl.phrases import read
from etl.proposals.context import Context
from etl.proposals.words import form_of, words_of

Row = Mapping[str, Any]

OF_ANYBODY = frozenset(form_of(word) for word in "people persons person part".split())
_NAME, _SENTENCE, _DEFINITION, _EARLIER = 3.0, 2.0, 1.0, 1.5


@dataclass(frozen=True)
class Known:
    """The rows of the vocabulary's tables, those of figures, and the texts of documents that are there, by name.

    ``tables`` are measures, regions, groups, units, reasons and figures; a figure's row names its ``document``, and may be one of
    ``document``, the one that is being read.
    """

    tables: Mapping[str, Sequence[Row]]
    texts: Mapping[str, str]
    document: str = ""

    @cached_property
    def measures(self) -> dict[str, Row]:
        """The rows of measures by code."""
        return {row["measure"]: row for row in self.tables["measures"]}

    @cached_property
    def units(self) -> dict[str, Row]:
        """The rows of units by code."""
        return {row["unit"]: row for row in self.tables.get("units", ())}

    @cached_property
    def _group_forms(self) -> list[frozenset[str]]:
        """The words by which each group of people is told from others."""
        rows = self.tables.get("groups", ())
        forms = (frozenset(word.form for word in words_of(row["name"])) - OF_ANYBODY for row in rows)
        return [one for one in forms if one]

    def groups_of(self, measure: Row) -> frozenset[str]:
        """The words of a measure's name that name a group of people as a whole: women."""
        named = {word.form for word in words_of(measure["name"])}
        return frozenset().union(*(forms for forms in self._group_forms if forms <= named))

    @cached_property
    def reasons(self) -> frozenset[str]:
        """The reasons for which a phrase may be set aside."""
        return frozenset(row["reason"] for row in self.tables.get("reasons", ()))

    @property
    def figures(self) -> Sequence[Row]:
        """Earlier rows of figures."""
        return self.tables["figures"]

    @cached_property
    def weights(self) -> dict[str, dict[str, float]]:
        """For each measure, how much each word of its name, definition, template and earlier rows speaks for it."""
        counts = {code: self._counted(row) for code, row in self.measures.items()}
        for row in self.figures:
            # The rows of one sentence are of different measures, as a rule: its own document says nothing here.
            if row["measure"] in counts and not (self.document and row.get("document") == self.document):
                earlier = Counter(word.form for word in words_of(self.said(row)))
                for form in earlier:
                    counts[row["measure"]][form] += _EARLIER
        spread = Counter(form for words in counts.values() for form in words)
        rare = {form: log(1 + len(counts) / count) for form, count in spread.items()}
        made = {}
        for code, words in counts.items():
            weights = {form: rare[form] * count / (count + 1.0) for form, count in words.items()}
            size = sum(weight**2 for weight in weights.values()) ** 0.5
            made[code] = {form: weight / size for form, weight in weights.items()} if size else {}
        return made

    def above(self, context: Context) -> list[Row]:
        """The rows of the document that stand above the phrase in its paragraph, the nearest first."""
        first = context.paragraph_span[0]
        rows = [
            row
            for row in self.figures
            if self.document
            and row.get("document") == self.document
            and first <= int(row["start"]) < context.start
        ]
        return sorted(rows, key=lambda row: -int(row["start"]))

    def _counted(self, row: Row) -> defaultdict[str, float]:
        counts: defaultdict[str, float] = defaultdict(float)
        parts = (
            (_NAME, f"{row['name']} {row['measure'].replace('_', ' ')}"),
            (_SENTENCE, row["sentence"]),
            (_DEFINITION, row["definition"]),
        )
        for weight, text in parts:
            for word in words_of(text):
                counts[word.form] += weight
        return counts

    def said(self, row: Row) -> str:
        """The sentence of an earlier row where its text is there, else its quote."""
        text = self.texts.get(row.get("document", ""), "")
        start, quote = int(row["start"] or 0), row["quote"]
        if text[start : start + len(quote)] != quote:
            return str(quote)
        return Context(text, start, start + len(quote), read(quote)).sentence
