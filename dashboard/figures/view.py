"""The table of figures on its page: how many there are, in which order, the rows, and how to take them along."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import pyarrow as pa
import streamlit as st

from dashboard import copying, data, doubts, folds
from dashboard.addresses import PLACES, of_region
from dashboard.counts import Count, count
from dashboard.data import Release
from dashboard.figures import rows as figure_rows
from dashboard.figures import table as figures_table
from dashboard.figures.filters import Filters
from dashboard.figures.table import A_PAGE
from dashboard.keeping import kept
from dashboard.one_figure import citation
from dashboard.places import regions
from dashboard.web import tables
from dashboard.words import say, say_number

MOST_PLACES = 8
POINTS = "points"
FILES = {
    "format_parquet": "figures.parquet",
    "format_csv": "figures.csv",
    "format_json": "figures.json",
    "format_codebook": "codebook.md",
    "format_datapackage": "datapackage.json",
}


def head(release: Release) -> None:
    """The title, and how much there is."""
    st.html(
        f'<h1>{escape(say("pages.figures"))}</h1><p class="standfirst">{escape(_standfirst(release))}</p>'
    )


def rows(chosen: Filters, release: Release) -> None:
    """How many figures fit, in which order, and those of the page."""
    told = _told(chosen, release) + _table(chosen, release)
    if told:
        st.html(told)


def taking_along(chosen: Filters, release: Release, home: str) -> None:
    """The rows as a file, all figures as files for people and for programs, and how to cite them."""
    st.html(f"<h2>{escape(say('figures.takeaway'))}</h2>")
    found = figures_table.find(chosen, release)
    if len(found.rows):
        st.download_button(
            say_number("figures.download", len(found.rows)),
            # Made when it is asked for, not with every run.
            lambda: as_csv(chosen, release),
            file_name=f"figures-{release.id}-selection.csv",
            mime="text/csv",
            on_click="ignore",
        )
        st.html(f'<p class="small">{escape(say("figures.download_note", points=POINTS))}</p>')
    st.html(_files(release.id))
    cited = (citation.dataset_text(release.id, home), citation.dataset_bibtex(release.id, home))
    st.html(f"<h3>{escape(say('figures.cite_all'))}</h3>{''.join(map(copying.block, cited))}")


def as_csv(chosen: Filters, release: Release) -> bytes:
    """The figures that the filters let through, of all pages and in their order, with the published columns.

    A last column, ``points``, has the labels of each figure's points and '' where it has none: no row travels without them.
    """
    table = data.table(release.id, "figures")
    places = {name: place for place, name in enumerate(table["figure_id"].to_pylist())}
    shown = release.figures["figure_id"].to_numpy(dtype=object)[figures_table.find(chosen, release).rows]
    in_doubt = figures_table.in_doubt(release)
    labels = [doubts.labels(in_doubt.get(name, ()), [name]) for name in shown]
    rows = table.take([places[name] for name in shown])
    return b"".join(tables.as_csv(rows.append_column(POINTS, pa.array(labels, pa.string()))))


@kept()
def _standfirst(release: Release) -> str:
    held = count(release.figures, release.places.iloc[:0])
    return say(
        "figures.standfirst", counted=_capital(held.phrase), documents=len(release.documents), derived=held.derived_sentence
    )  # fmt: skip


@kept(256)
def _told(chosen: Filters, release: Release) -> str:
    """How many fit, of which sort, in which order; where they stand among them; what was taken for what."""
    found, total = figures_table.find(chosen, release), len(release.figures)
    order = say(f"figures.sorted_{chosen.order}")
    number = len(found.rows)
    if number == total:
        told = say("figures.result_all", total=total, order=order)
    else:
        held = count(release.figures.iloc[found.rows], release.places.iloc[:0])
        told = say("figures.result", number=number, total=total, counted=_sorts(held), order=order)
    if found.pages > 1:
        first = (chosen.page - 1) * A_PAGE + 1
        last = min(number, first + A_PAGE - 1)
        told = f"{told} {say('figures.pages', first=first, last=last, total=number)}"
    line = f'<p class="result" role="status">{escape(told)}</p>' if number else ""
    return _respelt(found) + line + _named(found, release)


def _named(found: figures_table.Found, release: Release) -> str:
    """How many facts that only name a place fit as well, and the ways to the places."""
    if not found.places:
        return ""
    names = regions.names(release)
    ways = [
        figure_rows.to(of_region(code), say("figures.place_counted", name=names[code], number=number))
        for code, number in list(found.places.items())[:MOST_PLACES]
    ]
    if len(found.places) > MOST_PLACES:
        ways.append(figure_rows.to(PLACES, say("region.all")))
    told = say_number("figures.named", sum(found.places.values()), places=say("pages.regions"))
    return f'<p class="named links" role="status">{escape(told)} {" · ".join(ways)}</p>'


def _respelt(found: figures_table.Found) -> str:
    """What was taken for what; nothing where that brought nothing."""
    if not (len(found.rows) or found.places):
        return ""
    told = [
        say("figures.respelt", asked=word, shown=_listed(like))
        for word, like in found.respelt.items()
        if like
    ]
    return "".join(f'<p class="notice" role="status">{escape(sentence)}</p>' for sentence in told)


def _listed(words: tuple[str, ...]) -> str:
    quoted = [say("evidence.words", quote=word) for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return say("figures.or", most=", ".join(quoted[:-1]), last=quoted[-1])


def _sorts(held: Count) -> str:
    """What the documents say and what was worked out, as parts of the number that is named."""
    derived = (
        say("figures.result_derived", derived=say_number("counted.numbers", held.derived))
        if held.derived
        else ""
    )
    if not held.statements:
        return derived
    return say("figures.result_and", said=held.phrase, derived=derived) if derived else held.phrase


@kept(256)
def _table(chosen: Filters, release: Release) -> str:
    shown = figures_table.on_page(chosen, release)
    return figure_rows.table(shown, figures_table.in_doubt(release)) if shown else ""


@lru_cache(maxsize=4)
def _files(release_id: str) -> str:
    items = "".join(_file(key, name, release_id) for key, name in FILES.items())
    intro, note = escape(say("figures.downloads")), escape(say("figures.downloads_note"))
    told = say("figures.see_files", number=len(FILES))
    inside = f'<ul class="files">{items}</ul><p class="small">{note}</p>'
    return f"<p>{intro}</p>{folds.folded(told, inside)}"


def _file(key: str, name: str, release_id: str) -> str:
    frozen = f'<a href="/data/{name}?release={escape(release_id)}">{escape(say("figures.frozen", release=release_id))}</a>'
    newest = f'<a href="/data/{name}">{escape(say("figures.newest"))}</a>'
    return f"<li><span>{escape(say(f'figures.{key}'))}</span> <span>{frozen} · {newest}</span></li>"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
