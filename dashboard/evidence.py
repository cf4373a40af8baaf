"""Write the evidence for figures as HTML: their words, where they stand, who says so, what is not said. Text in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.addresses import of_figure
from dashboard.figure import Figure, sentence_case
from dashboard.words import known, say, say_number

# From here on the evidence takes the whole width under the drawing, in columns of its own.
MANY = 2
# What is always in view: who says it and where, what was read into it, and what has become of it. The rest is one step away.
IN_VIEW = ("says_who", "original", "where", "inferred", "superseded", "formula")
COLUMNS = ("figure", "number", "from", "to", "who", "base", "when")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know about a figure: what it is called in the language file, and what is said."""

    name: str
    said: tuple[str, ...]


def of(figures: Sequence[Figure], in_doubt: Mapping[str, str], statements: Mapping[str, str]) -> str:
    """The evidence for the figures of one drawing; what all that are printed share is said once.

    ``in_doubt`` holds sign and label, as HTML, for the figures that have a part in a point; ``statements`` those that a
    figure may refer to.
    """
    facts = {figure.figure_id: _facts(figure, statements) for figure in figures}
    shared = _shared([facts[figure.figure_id] for figure in figures if not figure.derived])
    articles = [
        _article(
            figure,
            [fact for fact in facts[figure.figure_id] if fact not in shared],
            in_doubt.get(figure.figure_id, ""),
            len(figures) > 1,
        )
        for figure in figures
    ]
    said = escape(say("evidence.shared"))
    common = (
        f'<div class="evidence"><p class="small">{said}</p>{_in_two_steps(shared)}</div>' if shared else ""
    )
    many = " many" if len(figures) >= MANY else ""
    heading = escape(say("evidence.heading"))
    return f'<div class="aside{many}"><h4>{heading}</h4><div class="articles">{"".join(articles)}{common}</div></div>'


def _shared(facts: Sequence[Sequence[Fact]]) -> list[Fact]:
    if len(facts) < 2:
        return []
    return [fact for fact in facts[0] if all(fact in others for others in facts[1:])]


def saying(figure: Figure, doubt: str, statements: Mapping[str, str]) -> str:
    """A statement without a number: the sentence, its words, what speaks against it, and the rest one step away.

    ``doubt`` is HTML.
    """
    facts = _facts(figure, statements)
    read = _list(fact for fact in facts if fact.name == "inferred")
    return (
        f'<li id="{escape(figure.figure_id)}"><p class="evidence-statement">{escape(figure.statement)}</p>{_words(figure)}{read}{doubt}'
        f'<div class="steps"><details><summary>{escape(say("evidence.heading"))}</summary>'
        f"{_list(fact for fact in facts if fact.name != 'inferred')}</details>{_link(figure)}</div></li>"
    )


def table(figures: Iterable[Figure], marked: str = "") -> str:
    """The same numbers as a table that can be read without the drawing, each row a way to its figure's page.

    ``marked`` is the figure that the page is about, if it is about one.
    """
    head = "".join(f'<th scope="col">{escape(say(f"table.{name}"))}</th>' for name in COLUMNS)
    body = "".join(_table_row(row, row.figure_id == marked) for row in figures)
    return f'<div class="table-scroll" tabindex="0"><table class="stacking"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def inferences(inferred: str) -> list[str]:
    """'region: the text speaks of …; period: …' as lines for a reader, with the columns' names in plain words."""
    return [_inference(*part.partition(":")[::2]) for part in inferred.split(";") if part.strip()]


def _article(figure: Figure, facts: Sequence[Fact], in_doubt: str, with_statement: bool) -> str:
    statement = f'<p class="evidence-statement">{escape(figure.statement)}</p>' if with_statement else ""
    beside = escape(say("problem.seen_beside"))
    doubt = f'<p class="doubt">{in_doubt} {beside}</p>' if in_doubt else ""
    return (
        f'<article class="evidence" id="{escape(figure.figure_id)}">{statement}{_words(figure)}'
        f"{doubt}{_in_two_steps(facts, _link(figure))}</article>"
    )


def _words(figure: Figure) -> str:
    if figure.quote is None:
        return f'<p class="quote derived">{escape(say("evidence.words_derived"))}</p>'
    return f'<blockquote class="quote">{escape(say("evidence.words", quote=figure.quote))}</blockquote>'


def _facts(figure: Figure, statements: Mapping[str, str]) -> list[Fact]:
    unknown = say("evidence.not_stated")
    if figure.derived:
        inputs = [statements.get(name.strip(), name) for name in (figure.derived_from or "").split(";")]
        facts = [Fact("formula", (figure.formula or "",)), Fact("derived_from", tuple(inputs))]
        return facts + _note(figure)
    facts = [
        Fact("says_who", (figure.speaker,)),
        *([Fact("original", (figure.original,))] if figure.original else []),
        Fact("where", (_where(figure),)),
        Fact("how_firmly", (say(f"qualifier.{figure.qualifier}"),)),
        Fact(
            "out_of" if figure.kind == "share" else "included",
            ((figure.base or "") if figure.has_base else unknown,),
        ),
        Fact("when", (figure.when or unknown,)),
    ]
    if figure.superseded_by:
        facts.append(Fact("superseded", (statements.get(figure.superseded_by, figure.superseded_by),)))
    if figure.inferred:
        facts.append(Fact("inferred", tuple(inferences(figure.inferred))))
    return facts + _note(figure)


def _note(figure: Figure) -> list[Fact]:
    return [Fact("note", (figure.note,))] if figure.note else []


def _where(figure: Figure) -> str:
    where = say(
        "evidence.where_value", title=figure.title, publisher=figure.published_by, paragraph=figure.paragraph
    )
    return f"{where}; {say_number('evidence.repeats', figure.repeats)}" if figure.repeats else where


def _in_two_steps(facts: Sequence[Fact], link: str = "") -> str:
    shown = [fact for fact in facts if fact.name in IN_VIEW]
    rest = [fact for fact in facts if fact.name not in IN_VIEW]
    folded = (
        f"<details><summary>{escape(say('evidence.more'))}</summary>{_list(rest)}</details>" if rest else ""
    )
    return (_list(shown) if shown else "") + f'<div class="steps">{folded}{link}</div>'


def _link(figure: Figure) -> str:
    address = escape(of_figure(figure.figure_id))
    return f'<p class="small links"><a href="{address}" target="_self">{escape(say("evidence.link"))}</a></p>'


def _list(facts: Iterable[Fact]) -> str:
    return f"<dl>{''.join(map(_item, facts))}</dl>"


def _item(fact: Fact) -> str:
    said = "".join(f"<dd>{escape(sentence_case(text))}</dd>" for text in fact.said if text)
    return f"<div><dt>{escape(say(f'evidence.{fact.name}'))}</dt>{said}</div>"


def _inference(column: str, reason: str) -> str:
    name = column.strip()
    if not reason:
        return name
    return f"{say(f'column.{name}') if known(f'column.{name}') else say('column.other')}: {reason.strip()}"


def cells(row: Figure) -> tuple[str, ...]:
    """The cells of a figure's row after its statement, in the order of ``COLUMNS``; what is not stated says so."""
    none = say("table.none")
    told = (
        row.number,
        f"{row.lower:,.10g}" if row.lower is not None else none,
        f"{row.upper:,.10g}" if row.upper is not None else none,
        say("mark.derived") if row.derived else row.speaker,
        (row.base or none) if row.has_base else none,
        row.when or none,
    )
    return tuple(map(sentence_case, told))


def _table_row(row: Figure, marked: bool) -> str:
    # Each cell knows its column: on a phone the rows are stacked and the head is gone.
    data = "".join(
        f'<td data-label="{escape(say(f"table.{name}"))}">{escape(cell)}</td>'
        for name, cell in zip(COLUMNS[1:], cells(row), strict=True)
    )
    statement = f'<a href="{escape(of_figure(row.figure_id))}" target="_self">{escape(row.statement)}</a>'
    if marked:
        statement = escape(say("figure.table_mark", statement=row.statement))
    return f'<tr><th scope="row">{statement}</th>{data}</tr>'
