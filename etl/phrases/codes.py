"""Recognise numbers that name by custom: a house, a telephone, a citation of law, a brand, a group of states."""

from __future__ import annotations

import re

from etl.phrases.found import Found, name, unread
from etl.phrases.labels import labelled_end
from etl.phrases.lexicon import CURRENCY_SIGNS, FUNCTION_WORDS, PEOPLE, SMALL
from etl.phrases.tokens import Tokens

_STREETS = frozenset("street avenue road boulevard st ave rd blvd".split())
_TELEPHONE = re.compile(r"\+\d{1,3}(?:[ -]\(?\d{1,4}\)?){2,}|\+\d{9,15}(?!\d)")
_LAW_CODES = (("u", ".", "s", ".", "c", "."), ("c", ".", "f", ".", "r", "."), ("usc",), ("cfr",))
_BEGINS_LAW_CODE = frozenset(code[0] for code in _LAW_CODES)


def code_at(tokens: Tokens, index: int, floor: int) -> Found | None:
    """The house number, telephone number, citation or group that the numeral at the token is part of, or None."""
    words = tokens.words
    if words[index + 1] in _BEGINS_LAW_CODE:
        return _citation(tokens, index)
    if words[index + 2] in _STREETS or words[index + 3] in _STREETS:
        return _house(tokens, index)
    if words[index - 1] == "+" and tokens.glued(index) and index > floor:
        return _telephone(tokens, index)
    if words[index - 1] == "of" and words[index - 2] == "group" and index - 2 >= floor:
        return name(index - 2, index + 1) if tokens.capital(index - 2) else None  # "the Group of 77"
    return None


def brand_at(tokens: Tokens, index: int) -> Found | None:
    """`7-Eleven`, `3M`, `24/7`, `4G`: names that look like a range, a sum of millions, a fraction, grams."""
    words = tokens.words
    after, last = words[index + 1], words[index + 2]
    if after == "g":
        return name(index, index + 2) if tokens.raw(index + 1) == "G" and len(words[index]) == 1 else None
    if after == "-" and last in SMALL and tokens.glued(index + 2):
        return name(index, index + 3)
    if after == "/" and words[index] == "24" and last == "7":
        return name(index, index + 3)
    is_company = words[index] == "3" and tokens.raw(index + 1) == "M" and last not in PEOPLE
    is_money = words[index - 1] in CURRENCY_SIGNS or last in CURRENCY_SIGNS
    return name(index, index + 2) if is_company and not is_money else None


def _citation(tokens: Tokens, index: int) -> Found | None:
    """`21 U.S.C. 841`, `18 U.S.C. § 3553(f)`, `21 CFR 1308`."""
    words = tokens.words
    for code in _LAW_CODES:
        step = index + 1 + len(code)
        if tuple(words[index + 1 : step]) != code or not tokens.capital(index + 1):
            continue
        while words[step] == "§":
            step += 1
        return name(
            index, labelled_end(tokens, step) if words[step][:1].isdecimal() else index + max(2, len(code))
        )
    return None


def _house(tokens: Tokens, index: int) -> Found | None:
    """`10 Downing Street`; but not `10 Wall Street banks`."""
    words = tokens.words
    street = index + 2 if words[index + 2] in _STREETS else index + 3
    following = words[street + 1]
    if not all(tokens.capital(step) for step in range(index + 1, street + 1)) or not words[index].isdecimal():
        return None
    return None if following.isalpha() and following not in FUNCTION_WORDS else name(index, street + 1)


def _telephone(tokens: Tokens, index: int) -> Found | None:
    match = _TELEPHONE.match(tokens.text, tokens.start(index - 1), tokens.start(index) + 24)
    return unread(index - 1, tokens.at(match.end() - 1) + 1) if match else None
