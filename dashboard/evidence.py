"""Write the evidence for figures as HTML: their words, where they stand, who says so, what is not said. Text in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.figure import Figure, sentence_case
from dashboard.words import known, say, say_number

Row = Mapping[str, object]
# From here on the evidence takes the whole width under the drawing, in columns of its own.
MANY = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know about a figure: what it is called in the language file, and what is said."""

    name: str
    said: tuple[str, ...]


def of(figures: Sequence[Figure], in_doubt: frozenset[str], statements: Mapping[str, str]) -> str:
    """The evidence for the figures of one drawing; what all that are printed share is said once.

    ``in_doubt`` names the figures that have a part in a problem; ``statements`` those that a figure may refer to.
    """
    facts = {figure.figure_id: _facts(figure, statements) for figure in figures}
    shared = _shared([facts[figure.figure_id] for figure in figures if not figure.derived])
    articles = [
        _article(
            figure,
            [fact for fact in facts[figure.figure_id] if fact not in shared],
            figure.figure_id in in_doubt,
            len(figures) > 1,
        )
        for figure in figures
    ]
    said = escape(say("evidence.shared"))
    common = f'<div class="evidence"><p class="small">{said}</p>{_list(shared)}</div>' if shared else ""
    many = " many" if len(figures) >= MANY else ""
    heading = escape(say("evidence.heading"))
    return f'<div class="aside{many}"><h4>{heading}</h4><div class="articles">{"".join(articles)}{common}</div></div>'


def _shared(facts: Sequence[Sequence[Fact]]) -> list[Fact]:
    if len(facts) < 2:
        return []
    return [fact for fact in facts[0] if all(fact in others for others in facts[1:])]


def saying(figure: Figure, in_doubt: bool, statements: Mapping[str, str]) -> str:
    """A statement without a number: the sentence, its words, and the rest of its evidence one step away."""
    doubt = f'<p class="doubt">{_sign()} {escape(say("problem.label"))}</p>' if in_doubt else ""
    return (
        f'<li id="{escape(figure.figure_id)}"><p class="evidence-statement">{escape(figure.statement)}</p>{_words(figure)}{doubt}'
        f"<details><summary>{escape(say('evidence.heading'))}</summary>{_list(_facts(figure, statements))}{_remarks(figure)}</details></li>"
    )


def problem(row: Row) -> str:
    """A problem with what is printed and what the arithmetic gives."""
    return f'<section class="problem">{flag(row)}{_arithmetic(row)}</section>'


def problem_folded(row: Row, concerned: Iterable[str]) -> str:
    """A problem in one line, its arithmetic and the statements it concerns one step away."""
    items = "".join(f"<li>{escape(statement)}</li>" for statement in concerned)
    concerns = f'<p class="small">{escape(say("problem.concerns"))}</p><ul>{items}</ul>'
    summary = escape(say("problem.arithmetic"))
    return f"<li>{flag(row)}<details><summary>{summary}</summary>{_arithmetic(row)}{concerns}</details></li>"


def flag(row: Row) -> str:
    """A problem in one line, told by a sign and a word and not by colour alone."""
    return f'<p class="flag">{_sign()} <strong>{escape(say("problem.label"))}.</strong> {escape(str(row["summary"]))}</p>'


def table(figures: Iterable[Figure]) -> str:
    """The same numbers as a table that can be read without the drawing."""
    heads = ("figure", "number", "from", "to", "who", "base", "when")
    head = "".join(f'<th scope="col">{escape(say(f"table.{name}"))}</th>' for name in heads)
    body = "".join(_table_row(row) for row in figures)
    return f'<div class="table-scroll" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def inferences(inferred: str) -> list[str]:
    """'region: the text speaks of …; period: …' as lines for a reader, with the columns' names in plain words."""
    return [_inference(*part.partition(":")[::2]) for part in inferred.split(";") if part.strip()]


def _arithmetic(row: Row) -> str:
    details = "".join(
        f"<div><dt>{escape(say(f'problem.{name}'))}</dt><dd>{escape(str(row[name]))}</dd></div>"
        for name in ("printed", "computed", "arithmetic")
        if row[name]
    )
    note = f"<p>{escape(str(row['note']))}</p>" if row["note"] else ""
    found = escape(say("problem.found_by_person" if row["found_by"] == "person" else "problem.found_by_rule"))
    return f'<dl>{details}</dl>{note}<p class="small">{found}</p>'


def _article(figure: Figure, facts: Sequence[Fact], in_doubt: bool, with_statement: bool) -> str:
    statement = f'<p class="evidence-statement">{escape(figure.statement)}</p>' if with_statement else ""
    doubt = f'<p class="doubt">{_sign()} {escape(say("problem.seen_beside"))}</p>' if in_doubt else ""
    return (
        f'<article class="evidence" id="{escape(figure.figure_id)}">{statement}{_words(figure)}'
        f"{_list(facts)}{doubt}{_more(figure)}</article>"
    )


def _words(figure: Figure) -> str:
    if figure.quote is None:
        return f'<p class="quote derived">{escape(say("evidence.words_derived"))}</p>'
    return f'<blockquote class="quote">{escape(say("evidence.words", quote=figure.quote))}</blockquote>'


def _facts(figure: Figure, statements: Mapping[str, str]) -> list[Fact]:
    unknown = say("evidence.not_stated")
    if figure.derived:
        inputs = [statements.get(name.strip(), name) for name in (figure.derived_from or "").split(";")]
        return [Fact("formula", (figure.formula or "",)), Fact("derived_from", tuple(inputs))]
    facts = [
        Fact("says_who", (figure.attribution if figure.has_source else say("evidence.no_source"),)),
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
    return facts


def _where(figure: Figure) -> str:
    where = say(
        "evidence.where_value", title=figure.title, publisher=figure.published_by, paragraph=figure.paragraph
    )
    return f"{where}; {say_number('evidence.repeats', figure.repeats)}" if figure.repeats else where


def _more(figure: Figure) -> str:
    remarks = _remarks(figure)
    if not remarks:
        return ""
    return f"<details><summary>{escape(say('evidence.more'))}</summary>{remarks}</details>"


def _remarks(figure: Figure) -> str:
    facts = [Fact("note", (figure.note,))] if figure.note else []
    facts += [Fact("inferred", tuple(inferences(figure.inferred)))] if figure.inferred else []
    return _list(facts) if facts else ""


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


def _table_row(row: Figure) -> str:
    none = say("table.none")
    cells = [
        row.number,
        f"{row.lower:,g}" if row.lower is not None else none,
        f"{row.upper:,g}" if row.upper is not None else none,
        row.attribution if row.has_source else say("mark.derived" if row.derived else "evidence.no_source"),
        (row.base or none) if row.has_base else none,
        row.when or none,
    ]
    data = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(row.statement)}</th>{data}</tr>'


def _sign() -> str:
    return f'<span class="sign" aria-hidden="true">{escape(say("problem.sign"))}</span>'
