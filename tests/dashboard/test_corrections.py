"""What the site tells of corrections and of measures that are overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard import corrections, overdue
from dashboard.data import Release
from dashboard.one_figure import view
from dashboard.words import say


def corrected(release: Release, *rows: tuple[str, str, str, str, str]) -> Release:
    """The release with corrections: figure, columns, before, after and reason each, made on one day after the other."""
    columns = ("figure_id", "columns", "before", "after", "reason")
    made = [
        {**dict(zip(columns, row, strict=True)), "correction_id": f"c{at}", "date": date(2026, 11, 1 + at)}
        for at, row in enumerate(rows)
    ]
    return replace(release, corrections=pd.DataFrame(made))


def first(release: Release) -> str:
    return str(release.figures["figure_id"].iloc[0])


def test_the_page_of_a_figure_tells_what_was_corrected_when_and_why(sample: Release) -> None:
    name = first(sample)
    release = corrected(
        sample,
        (name, "region", '{"region": "PHL"}', '{"region": "SGP"}', "The <place> was wrong"),
        (name, "note", '{"note": ""}', '{"note": "new"}', "A note."),
        ("another", "note", "{}", "{}", "nothing of this"),
    )
    head = view.head(name, release)
    assert "Corrected on 1 November 2026. The &lt;place&gt; was wrong." in head
    assert "<td>Philippines</td><td>Singapore</td>" in head
    assert head.index("2 November") < head.index("1 November")
    assert "nothing of this" not in head
    assert corrections.markup(name, sample) == ""


@pytest.mark.parametrize("told", ["", "no JSON", "[1]", None])
def test_what_cannot_be_read_of_a_correction_hides_nothing_else(sample: Release, told: str) -> None:
    name = first(sample)
    assert "because" in corrections.markup(name, corrected(sample, (name, "note", told, told, "because")))


def test_a_withdrawn_figure_says_so_and_one_that_is_back_does_not(sample: Release) -> None:
    name = first(sample)
    row = ("withdrawn", '{"quote": "two"}', "", "Counted twice")
    release = corrected(sample, ("gone", *row), (name, *row))
    assert corrections.withdrawn("gone", release) == "It was withdrawn on 1 November 2026. Counted twice."
    assert corrections.withdrawn(name, release) == ""
    assert "shown again" in corrections.markup(name, release)
    assert corrections.withdrawn("never", release) == ""


# Overdue.


def waiting(release: Release, months: str | None) -> Release:
    return replace(release, measures=release.measures.assign(refresh_months=months))


def dated(release: Release) -> tuple[str, str]:
    """A figure with a period, and its theme."""
    rows = release.figures[(release.figures["status"] != "derived") & release.figures["period_end"].notna()]
    return str(rows["figure_id"].iloc[0]), str(rows["theme"].iloc[0])


def test_an_overdue_measure_is_told_by_the_day_of_today(
    sample: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, theme = dated(sample)
    release = waiting(sample, "1")
    monkeypatch.setattr(overdue, "today", lambda: date(1900, 1, 1))
    assert overdue.on_figure(name, release) == overdue.on_theme(theme, release).html == ""
    monkeypatch.setattr(overdue, "today", lambda: date(2126, 1, 1))
    assert "a newer one is to be expected by now" in overdue.on_figure(name, release)
    assert overdue.on_theme(theme, release).html.count("<p") == 1


@pytest.mark.parametrize("months", ["", None])
def test_what_does_not_age_is_never_overdue(
    sample: Release, months: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, theme = dated(sample)
    monkeypatch.setattr(overdue, "today", lambda: date(2126, 1, 1))
    release = waiting(sample, months)
    assert overdue.on_figure(name, release) == overdue.on_theme(theme, release).html == ""
    assert overdue.on_figure("nowhere", waiting(sample, "1")) == ""


def test_a_theme_names_a_few_of_many(sample: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overdue, "MOST_NAMED", 0)
    monkeypatch.setattr(overdue, "today", lambda: date(2126, 1, 1))
    _, theme = dated(sample)
    told = overdue.on_theme(theme, waiting(sample, "1")).html
    number = told.partition("and ")[2].partition(" more")[0]
    assert int(number) >= 1
    assert say("overdue.more", number=number) in told
