"""The published figures, grouped by what is alike in them, a million rows in a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from etl.vocabulary import Vocabulary

Figure = Mapping[str, Any]
Codes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

_USED = (
    "figure_id", "document", "paragraph", "start", "quote", "measure", "value", "lower", "upper", "qualifier", "unit",
    "region", "group", "comparison_group", "base", "period", "period_start", "period_end", "as_of",
)  # fmt: skip
_LARGEST_KEY = 2**62


class Figures:
    """The reported figures, with columns as numpy codes so that a million rows are grouped in a moment.

    Only the rows that a check names are made into records, all of them at once.
    """

    def __init__(self, table: pa.Table, words: Vocabulary) -> None:
        self.table = table
        self.words = words
        self.measures = words.by_code("measures")
        self._codes: dict[str, Codes] = {}

    def of_measures(self, wanted: Iterable[str]) -> Mask:
        """A mask of the rows of these measures."""
        return self.holding("measure", wanted)

    def holding(self, name: str, wanted: Iterable[str]) -> Mask:
        """A mask of the rows whose cell in a column of text is one of these."""
        texts = self._encoded(name).dictionary.to_pylist()
        chosen = np.isin(np.array([*texts, ""], dtype=object), [*wanted])
        found: Mask = chosen[self.codes(name)]
        return found

    def codes(self, name: str) -> Codes:
        """A column as one whole number for each distinct cell; of a missing one, the number after all others."""
        if name not in self._codes:
            encoded = self._encoded(name)
            indices = pc.fill_null(encoded.indices, len(encoded.dictionary))
            self._codes[name] = indices.to_numpy(zero_copy_only=False).astype(np.int64)
        return self._codes[name]

    def _encoded(self, name: str) -> pa.DictionaryArray:
        column = self.table[name]
        if not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        whole = column.unify_dictionaries().combine_chunks()
        return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole

    def bound(self, name: str, missing: float) -> Numbers:
        """A column of numbers, with another in place of the missing ones."""
        found: Numbers = pc.fill_null(self.table[name], missing).to_numpy()
        return found

    def sorted_by(self, columns: Sequence[str], mask: Mask) -> tuple[Codes, Codes]:
        """Places of the rows under the mask so that rows alike in the columns stand together, and where each run begins."""
        at = np.flatnonzero(mask)
        if not len(at):
            return at, at
        key, size, largest = np.zeros(len(at), dtype=np.int64), 1, _LARGEST_KEY // len(at)
        for name in columns:
            codes = self.codes(name)[at]
            width = int(codes.max()) + 1
            if size * width > largest:
                key = np.unique(key, return_inverse=True)[1].astype(np.int64)
                size = int(key.max()) + 1
            key, size = key * width + codes, size * width
        # The place goes into the key, so that a plain sort, quicker than a stable one, keeps the catalogue's order.
        key = np.sort(key * len(at) + np.arange(len(at)))
        order, key = key % len(at), key // len(at)
        return at[order], np.flatnonzero(np.r_[True, key[1:] != key[:-1]])

    def groups(self, columns: Sequence[str], mask: Mask, varies: str) -> list[list[Figure]]:
        """Rows under the mask that are alike in the columns, where another column varies among them."""
        at, begins = self.sorted_by(columns, mask)
        if not len(at):
            return []
        other = self.codes(varies)[at]
        mixed = np.minimum.reduceat(other, begins) != np.maximum.reduceat(other, begins)
        ends = np.r_[begins[1:], len(at)]
        return self.records(
            [at[b:e] for b, e in zip(begins[mixed].tolist(), ends[mixed].tolist(), strict=True)]
        )

    def records(self, groups: Sequence[Codes], columns: Sequence[str] = _USED) -> list[list[Figure]]:
        """Groups of places as groups of records of these columns, in the order of the catalogue within each."""
        if not groups:
            return []
        flat = np.concatenate([np.sort(group) for group in groups])
        rows: list[Figure] = self.table.select(columns).take(pa.array(flat)).to_pylist()
        ends = np.cumsum([len(group) for group in groups]).tolist()
        return [rows[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]

    def rows(self, mask: Mask) -> list[Figure]:
        """The rows under a mask as records."""
        return next(iter(self.records([np.flatnonzero(mask)])), [])
