"""A column as its distinct texts and a code per row, so that each distinct text is worked on once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Distinct:
    """``texts`` are distinct; ``codes[i]`` is the place of row i's text in them."""

    texts: list[str]
    codes: Codes

    def spread(self, per_text: Iterable[Any], kind: pa.DataType) -> pa.Array:
        """One value per distinct text, laid out one per row."""
        return pa.array(list(per_text), kind).take(pa.array(self.codes))

    def told(self, per_text: Iterable[str]) -> Distinct:
        """Another text in place of each one; several may become the same."""
        return merged(list(per_text), self.codes)

    def encoded(self, per_text: Iterable[str | None] | None = None) -> pa.DictionaryArray:
        """One text per distinct text (itself, unless others are given), as codes; the empty text is missing."""
        texts = self.texts if per_text is None else [text or "" for text in per_text]
        once = merged(texts, self.codes)
        missing = once.codes == once.texts.index("") if "" in once.texts else None
        codes = pa.array(once.codes.astype(np.int32), mask=missing)
        return pa.DictionaryArray.from_arrays(codes, pa.array(once.texts, pa.string()))

    def rows_where(self, wrong: Callable[[str], bool]) -> list[int]:
        """Rows whose text is wrong, found by asking once per distinct text."""
        asked = np.array([wrong(text) for text in self.texts], dtype=bool)
        found: list[int] = np.flatnonzero(asked[self.codes]).tolist() if asked.any() else []
        return found


def distinct(column: pa.ChunkedArray) -> Distinct:
    """Encode a column of text without nulls; a column already encoded keeps the texts of rows it has lost."""
    if pa.types.is_dictionary(column.type):
        encoded = pa.chunked_array(column).unify_dictionaries().combine_chunks()
    else:
        encoded = pc.dictionary_encode(column.combine_chunks())
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    return Distinct(
        encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    )


def merged(texts: list[str], codes: Codes) -> Distinct:
    """A column whose texts may repeat, with each distinct text once."""
    places: dict[str, int] = {}
    new = np.array([places.setdefault(text, len(places)) for text in texts], dtype=np.int64)
    return Distinct(list(places), new[codes] if len(texts) else codes)


def pairs(first: Distinct, second: Distinct) -> tuple[list[tuple[str, str]], Codes]:
    """The distinct pairs of two columns, and the code of each row's pair."""
    width = max(len(second.texts), 1)
    key = first.codes * width + second.codes
    if len(first.texts) * width <= _LARGEST_LIST:
        # Ticking off a list of all that could be is many times quicker than sorting what there is.
        there = np.zeros(len(first.texts) * width, dtype=bool)
        there[key] = True
        both, codes = np.flatnonzero(there), (np.cumsum(there) - 1)[key]
    else:
        both, codes = np.unique(key, return_inverse=True)
    found = [(first.texts[pair // width], second.texts[pair % width]) for pair in both.tolist()]
    return found, codes.astype(np.int64)


_LARGEST_LIST = 10_000_000
