"""Refuse at once what the build would refuse later, in words that say what is right: times, quoted words, the fields of a card."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.words import say
from etl.documents import card_fault
from etl.faults import CallFault
from etl.period import read_period
from etl.phrases import Reading, read
from etl.proof import cut_from
from etl.rows import MOST_WORDS


def require_period(text: str) -> None:
    """Raises CallFault for what is no time; an empty cell says that none is stated."""
    try:
        read_period(text)
    except ValueError as error:
        raise CallFault(say("desk_right.period", period=text)) from error


def require_quote(quote: str) -> None:
    """Raises CallFault where no words are quoted, or too many."""
    if not quote.strip() or len(quote.split()) > MOST_WORDS:
        raise CallFault(say("desk_bench.quote_length", most=MOST_WORDS))


def require_whole(quote: str, text: str, start: int) -> None:
    """Raises CallFault where words that stand at a place are cut out of a longer word or number."""
    if whole := cut_from(text, start, start + len(quote)):
        raise CallFault(say("desk_right.quote_cut", quote=quote, whole=whole))


def require_as_firm(quote: str, phrase: str, reading: Reading) -> None:
    """Raises CallFault where words cut from a number phrase say something else than it: "12,500" of "about 12,500"."""
    if quote not in phrase or quote == phrase or reading.sort != "number" or len(phrase.split()) > MOST_WORDS:
        # Of a phrase that is too long to be quoted a part has to do.
        return
    cut = read(quote)
    if (cut.value, cut.lower, cut.upper, cut.qualifier) != (
        reading.value,
        reading.lower,
        reading.upper,
        reading.qualifier,
    ):
        raise CallFault(say("desk_right.quote_less", quote=quote, phrase=phrase))


def require_card(fields: Mapping[str, str]) -> None:
    """Raises CallFault naming each field of a card that cannot stand on it."""
    wrong = [_card_said(name, told) for name, told in fields.items() if card_fault("", name, told)]
    if wrong:
        raise CallFault(" ".join(wrong))


def _card_said(name: str, told: str) -> str:
    if name in ("published", "address"):
        return say(f"desk_right.card_{name}", said=told)
    return say("desk_right.card_empty", label=say(f"desk_documents.card_{name}"))
