"""Tell the number zero from the zero of an idiom or a name."""

from __future__ import annotations

from etl.phrases.lexicon import FUNCTION_WORDS
from etl.phrases.tokens import Tokens

ZEROS = frozenset({"zero", "nil"})
_IDIOMS_BEFORE = frozenset("ground net patient year day hour absolute sub".split())
_IDIOMS_AFTER = frozenset("tolerance sum day hour based waste carbon in".split())
_UNITS = frozenset({"per", "percent", "%"})


def zero_is_a_number(tokens: Tokens, index: int) -> bool:
    """Whether `zero` or `nil` counts: `zero deaths`, `the answer was nil`; not `zero-sum`, `nil returns`, `2-nil`."""
    words = tokens.words
    following = words[index + 2] if words[index + 1] == "-" else words[index + 1]
    if words[index] == "nil":
        stands_alone = not following.isalpha() or following in FUNCTION_WORDS or following in _UNITS
        return stands_alone and following != "by" and words[index - 1] not in ("-", "–", "=", "(")
    before = words[index - 2] if words[index - 1] == "-" else words[index - 1]
    return before not in _IDIOMS_BEFORE and not (
        following in _IDIOMS_AFTER or "tolerance" in words[index + 1 : index + 3]
    )
