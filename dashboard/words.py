"""The one place where a sentence for the reader comes from: the language file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

LANGUAGE_FILE = Path(__file__).resolve().parent / "language" / "en.toml"


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, str]:
    """Every sentence by its key, such as 'card.says_who'."""
    with LANGUAGE_FILE.open("rb") as file:
        sections = tomllib.load(file)
    return {f"{section}.{key}": text for section, texts in sections.items() for key, text in texts.items()}


def say(key: str, **values: object) -> str:
    """The sentence with its blanks filled. Raises KeyError for a key that the language file lacks.

    >>> say("mark.or_more")
    'or more'
    """
    return sentences()[key].format(**values)


def say_number(key: str, number: int, **values: object) -> str:
    """The sentence for one or for many: the keys ``….one`` and ``….many``, with ``{number}`` filled."""
    return say(f"{key}_{'one' if number == 1 else 'many'}", number=number, **values)


def kept_apart(text: str) -> str:
    """No line begins with the dot that stands between two parts."""
    return text.replace(" · ", "\u00a0· ")


def known(key: str) -> bool:
    """The language file has a sentence for this key."""
    return key in sentences()
