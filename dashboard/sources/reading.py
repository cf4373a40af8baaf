"""Explain how words become numbers and numbers drawings, and what this site cannot tell, as HTML. Text out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from dashboard import folds
from dashboard.data import NOT_STATED, Release
from dashboard.keeping import kept
from dashboard.palette import DARK, LIGHT
from dashboard.sources import documents
from dashboard.words import known, say, say_number
from etl.phrases import Reading, read
from etl.statement import plain

PHRASES = (
    "342", "one in five", "1 of 5", "an estimated 185 million", "about 85 percent", "at least 6,200", "more than 84%",
    "over three times", "nearly 2,500", "almost half", "as high as 30,000", "fewer than 100", "under 5%", "$4 to $7", "100:1",
    "fell by 25%", "every 25 seconds", "hundreds", "tens of millions", "2003", "June 2016", "first",
)  # fmt: skip
COLUMNS = ("words", "value", "lower", "upper", "unit", "how")
ROLES = ("stated", "rival", "spare", "reference", "record", "problem")
TERMS = ("not_stated", "inferred", "derived", "superseded", "rounding")


@lru_cache(maxsize=1)
def phrases() -> str:
    """The example phrases as the reader of documents reads them now, as a table."""
    head = "".join(f'<th scope="col">{escape(say(f"reading.{name}"))}</th>' for name in COLUMNS)
    body = "".join(_phrase(read(text)) for text in PHRASES)
    table = (
        f'<div class="table-scroll" tabindex="0"><table class="stacking phrases"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
    told = say("reading.see_phrases", number=len(PHRASES))
    return (
        f'<p class="standfirst">{escape(say("reading.phrases_about"))}</p>{folds.folded(told, table)}'
        f'<p class="after">{escape(say("reading.phrases_after"))}</p>'
    )


def terms() -> str:
    """What is said where a document says nothing, and what is added to it."""
    return _definitions(
        (escape(say(f"reading.{name}_title")), escape(say(f"reading.{name}"))) for name in TERMS
    )


def colours() -> str:
    """The roles that colours have, each beside its colour in both themes."""
    items = "".join(_role(name) for name in ROLES)
    return f'<p class="standfirst">{escape(say("reading.colours_about"))}</p><ul class="roles">{items}</ul>'


def lasting(release: Release) -> str:
    """What has a permanent name, and what a release is."""
    told = (say("reading.lasting_names"), say("reading.lasting_release", release=release.id))
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in told)


@kept()
def limits(release: Release) -> str:
    """What the release leaves open, counted."""
    told = [say_number("reading.limit_documents", len(release.documents)), _languages(release)]
    told += [
        _undated(release),
        *_open_figures(release),
        say("reading.limit_truth"),
        say("reading.limit_texts"),
    ]
    return f'<ul class="limits">{"".join(f"<li>{escape(sentence)}</li>" for sentence in told)}</ul>'


def _phrase(reading: Reading) -> str:
    figure = reading.sort == "number"
    none = f'<span class="not-said">{escape(say("reading.missing"))}</span>' if figure else ""
    numbers = [reading.value, reading.lower, reading.upper] if figure else [None, None, None]
    cells = [escape(plain(n).replace("-", "−")) if n is not None else none for n in numbers]
    cells += [escape(_unit(reading)) if figure else "", escape(_how(reading))]
    data = "".join(
        f'<td data-label="{escape(say(f"reading.{name}"))}"><span>{cell}</span></td>'
        for name, cell in zip(COLUMNS[1:], cells, strict=True)
        if cell or figure
    )
    if not figure:
        data = f'<td colspan="{len(COLUMNS) - 1}" class="no-figure">{escape(_how(reading))}</td>'
    words = escape(say("evidence.words", quote=reading.text))
    return f'<tr><th scope="row">{words}</th>{data}</tr>'


def _unit(reading: Reading) -> str:
    unit = reading.unit
    return say(f"reading.unit_{unit}") if known(f"reading.unit_{unit}") else say("reading.plain_unit")


def _how(reading: Reading) -> str:
    if reading.sort == "number":
        return say(f"qualifier.{reading.qualifier}")
    return say(f"reading.as_{reading.sort}")


def _role(name: str) -> str:
    light, dark = (
        palette.spare[0] if name == "spare" else getattr(palette, name) for palette in (LIGHT, DARK)
    )
    swatch = (
        f'<span class="key-swatch" style="background:light-dark({light},{dark})" aria-hidden="true"></span>'
    )
    return f"<li>{swatch}{escape(say(f'reading.role_{name}'))}</li>"


def _languages(release: Release) -> str:
    named = list(dict.fromkeys(documents.language(str(code)) for code in release.documents["language"]))
    key = "reading.limit_languages" if len(named) == 1 else "reading.limit_languages_several"
    return say(key, languages=", ".join(named))


def _undated(release: Release) -> str:
    table = release.documents
    return say(
        "reading.limit_documents_undated",
        number=int(table["published"].isna().sum()),
        all=len(table),
        nameless=int((table["publisher"] == NOT_STATED).sum()),
    )


def _open_figures(release: Release) -> list[str]:
    """How many figures leave out their source, their time and their base, and how many were completed from the context."""
    table = release.figures[release.figures["status"] != "derived"]
    numbered = table[~table["kind"].isin(["rank", "event"])]
    inferred = table["inferred"].fillna("").ne("")
    counted = (
        ("reading.limit_sources", table["attribution"] == NOT_STATED),
        ("reading.limit_periods", table["period"] == NOT_STATED),
        ("reading.limit_bases", numbered["base"] == NOT_STATED),
        ("reading.limit_inferred", inferred),
    )
    return [_counted(key, int(found.sum()), len(table)) for key, found in counted]


def _counted(key: str, number: int, every: int) -> str:
    return say(key, number=number, all=every)


def _definitions(pairs: Iterable[tuple[str, str]]) -> str:
    items = "".join(f"<div><dt>{name}</dt><dd>{meaning}</dd></div>" for name, meaning in pairs)
    return f'<dl class="terms">{items}</dl>'
