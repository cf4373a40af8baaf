"""Describe a figure in schema.org's words: as a claim that somebody makes, never as a fact and never with a verdict."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from dashboard import doubts, problems
from dashboard.data import NOT_STATED, Release
from dashboard.figure import Figure
from dashboard.one_figure import around as one_figure
from dashboard.web import facts
from dashboard.web.preview import light_page
from dashboard.words import say

Thing = dict[str, Any]
DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
# As UN/CEFACT names it.
PERCENT = "P1"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def script(thing: Thing) -> str:
    """The description inside a page; no text of it can end the element."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def claim(figure: Figure, release: Release, home: str, image: str = "") -> Thing:
    """A Claim: its sentence, the words and the document it appears in, who makes it, its number, what speaks against it."""
    thing: Thing = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": home + light_page(figure.figure_id),
        "url": home + light_page(figure.figure_id),
        "identifier": figure.figure_id,
        "name": figure.statement,
        "inLanguage": "en",
        "image": image,
        "about": _observation(figure),
        "isPartOf": _dataset(release.id, home),
        "version": release.id,
        **_standing(figure, home),
    }
    if figure.derived:
        thing |= {"author": _site(), "description": figure.formula}
        thing["isBasedOn"] = [home + light_page(name) for name in one_figure.names(figure.derived_from)]
    else:
        thing |= {"text": figure.quote, "appearance": _document(figure, release)}
        thing |= _who(figure, release) if figure.has_source else {}
        if figure.original:
            thing["isBasedOn"] = {"@type": "CreativeWork", "name": figure.original}
    name = figure.figure_id
    comments = [
        {"@type": "Comment", "name": doubts.label(row, [name]), "text": row["summary"]}
        for row in problems.of([name], release)
    ]
    return _filled({**thing, "comment": comments})


def _who(figure: Figure, release: Release) -> Thing:
    """Who makes the claim, as an organisation only where the release knows it as one that publishes; else as a text."""
    known = {*release.documents["publisher"], *release.record["publisher"]} - {NOT_STATED}
    if figure.attribution in known:
        return {"author": {"@type": "Organization", "name": figure.attribution}}
    return {"creditText": figure.attribution}


def _standing(figure: Figure, home: str) -> Thing:
    """That a claim no longer holds, and those that took its place."""
    if figure.status != "superseded":
        return {}
    later = one_figure.names(figure.superseded_by)
    return {
        "creativeWorkStatus": say("web.status_superseded"),
        "mentions": [{"@type": "Claim", "@id": home + light_page(name)} for name in later],
    }


def _day(period: str) -> str | None:
    """A period as ISO 8601 has it, an interval with a stroke; None for what is no date.

    >>> _day("2003"), _day("2016..2017"), _day("1980.."), _day("not stated"), _day("2003-13")
    ('2003', '2016/2017', '1980/..', None, None)
    """
    ends = re.split(r"\.\.|/", period)
    if len(ends) > 2 or not any(ends) or not all(_is_day(end) for end in ends if end):
        return None
    return "/".join(end or ".." for end in ends)


def _is_day(text: str) -> bool:
    if not DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _observation(figure: Figure) -> Thing:
    """What is counted, where and when. Only a number that the words state flatly is a value; all others are in words."""
    observed: Thing = {
        "@type": "Observation",
        "measuredProperty": {
            "@type": "Property",
            "name": figure.measure_name,
            "description": figure.definition,
        },
        "observationDate": _day(figure.period or ""),
    }
    if figure.region_sort != "not_stated":
        observed["observationAbout"] = {"@type": "Place", "name": figure.region_name}
    if figure.numbers or figure.qualifier == "magnitude":
        exact = figure.qualifier == "exact"
        observed["value"] = _filled(
            {
                "@type": "QuantitativeValue",
                "name": figure.number,
                "value": _plain(figure.value) if exact else None,
                "minValue": None if exact else _plain(figure.lower),
                "maxValue": None if exact else _plain(figure.upper),
                "unitText": figure.plural or figure.unit,
                "unitCode": PERCENT if figure.unit == "percent" else None,
            }
        )
    return _filled(observed)


def _plain(number: float | None) -> float | int | None:
    """A whole number as one."""
    return int(number) if number is not None and number == int(number) else number


def _document(figure: Figure, release: Release) -> Thing:
    row, source = facts.documents(release).get(figure.document or ""), facts.stands_in(figure, release)
    if row is None or source is None:
        return {}
    return _filled(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
            "datePublished": source.published.isoformat() if source.published else None,
            "url": row["address"] if isinstance(row["address"], str) and "://" in row["address"] else None,
        }
    )


def _dataset(release_id: str, home: str) -> Thing:
    return {
        "@type": "Dataset",
        "name": say("site.name"),
        "url": f"{home}/data/",
        "version": release_id,
        "license": LICENCE,
        "creator": _site(),
    }


def _site() -> Thing:
    return {"@type": "Organization", "name": say("cite.maintainers")}


def _filled(thing: Thing) -> Thing:
    """Without what is missing: a missing thing is not said at all."""
    return {name: said for name, said in thing.items() if said not in (None, "", [], {})}
