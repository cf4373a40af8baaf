"""Write the points to weigh as HTML: once in full on a page, and a way back to it from then on. Text in, text out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape

from dashboard import problems
from dashboard.addresses import of_problem
from dashboard.figure import Figure, sentence_case
from dashboard.problems import Row
from dashboard.words import known, say, say_number


def label(row: Row, about: Collection[str] = ()) -> str:
    """What kind of point it is, in a word or two; a check that the language file does not know is named by its kind.

    ``about`` are the figures that it is shown with: where it is not about them, it is about what they start from.
    """
    return _name(row) if _is_about(row, about) else say("problem.beneath", label=_inside(_name(row)))


def labels(rows: Iterable[Row], about: Collection[str]) -> str:
    """The labels of points in one line, each once; '' for none."""
    own: dict[str, None] = {}
    beneath: dict[str, None] = {}
    for row in rows:
        (own if _is_about(row, about) else beneath)[_name(row)] = None
    told = [say("problem.beneath", label="; ".join(map(_inside, beneath)))] if beneath else []
    return " · ".join([*own, *told])


def first_of_each(rows: Iterable[Row], about: Collection[str] = ()) -> dict[str, Row]:
    """The labels of points, each once, with the first point that has it."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(label(row, about), row)
    return found


def verdict(rows: Iterable[Row], about: Collection[str]) -> str:
    """The labels of points, each as the way to where the same page sets the point out, as HTML; '' for none."""
    told = " ".join(
        f'<span class="{escape(row["kind"])}">{sign(row)} <a href="#{_anchor(row)}" target="_self">{escape(name)}</a></span>'
        for name, row in first_of_each(rows, about).items()
    )
    return f'<p class="verdict">{told}</p>' if told else ""


def signed(rows: Sequence[Row], about: Collection[str]) -> str:
    """The labels in one line after the sign of the first, for where there is no markup; '' for none."""
    if not rows:
        return ""
    kind = rows[0]["kind"]
    return f"{say(f'problem.sign_{kind}')} {labels(rows, about)}"


def _name(row: Row) -> str:
    check, kind = row["check"], row["kind"]
    keys = (f"problem.label_{check}_{kind}", f"problem.label_{check}", f"problem.kind_{kind}")
    return say(next(key for key in keys if known(key)))


def _is_about(row: Row, about: Collection[str]) -> bool:
    return not about or bool(set(about) & set(problems.figures(row)))


def _inside(label: str) -> str:
    return label[:1].lower() + label[1:]


def counted(rows: Collection[Row]) -> str:
    """'3 points where claims do not hold and 15 where they need context'; '' for none.

    A point is no claim: one may be about two claims that cannot both hold, and two about the same claim.
    """
    numbers = {kind: len(problems.of_kind(kind, rows)) for kind in problems.KINDS}
    there = [kind for kind, number in numbers.items() if number]
    # The second number needs no noun of its own.
    told = [
        say_number(f"problem.counted_{kind}{'_too' if at else ''}", numbers[kind])
        for at, kind in enumerate(there)
    ]
    return say("counted.and", most=told[0], last=told[1]) if len(told) > 1 else "".join(told)


def set_out(rows: Iterable[Row], told: set[str], about: Collection[str]) -> str:
    """Each point in full where the page first comes to it, and a way there afterwards; ``told`` keeps count.

    ``about`` are the figures that they are shown with. Points of one label that were told before are referred to together.
    """
    written: dict[tuple[str, str], str] = {}
    before: dict[str, list[Row]] = {}
    for row in rows:
        if not _known(row, told):
            written["point", str(row["problem_id"])] = problem(row, about)
            continue
        name = label(row, about)
        before.setdefault(name, []).append(row)
        written["label", name] = _referred_to(before[name], about)
    return "".join(written.values())


def problem(row: Row, about: Collection[str] = ()) -> str:
    """A point in one line; what is printed and what the arithmetic gives one step away."""
    return (
        f'<section class="problem {escape(row["kind"])}" id="{_anchor(row)}">{flag(row, about)}'
        f'<div class="steps">{_one_step_away(row)}{_to_it(row)}</div></section>'
    )


def subject(figures: Iterable[Figure]) -> str:
    """What is measured and where, for each measure that a problem is about."""
    return "; ".join(dict.fromkeys(_subject(figure) for figure in figures))


def flag(row: Row, about: Collection[str] = ()) -> str:
    """A point in one line, told by a sign and a word and not by colour alone."""
    return f'<p class="flag {escape(row["kind"])}">{short_flag(row, about)} {escape(str(row["summary"]))}</p>'


def short_flag(row: Row, about: Collection[str] = ()) -> str:
    """The sign and the label of a point, in the colour of its kind."""
    told = f"{sign(row)} <strong>{escape(label(row, about))}.</strong>"
    return f'<span class="{escape(row["kind"])}">{told}</span>'


def short(figure: Figure) -> str:
    """A figure in the fewest words: those it was given in, or its number where none were."""
    return say("evidence.words", quote=figure.quote) if figure.quote else figure.number


def arithmetic(row: Row) -> str:
    """What is printed, what the arithmetic gives, the arithmetic, and who found it."""
    details = "".join(
        f"<div><dt>{escape(say(f'problem.{name}'))}</dt><dd>{escape(str(row[name]))}</dd></div>"
        for name in ("printed", "computed", "arithmetic")
        if row[name]
    )
    note = f"<p>{escape(str(row['note']))}</p>" if row["note"] else ""
    found = escape(say("problem.found_by_person" if row["found_by"] == "person" else "problem.found_by_rule"))
    told = f"<dl>{details}</dl>" if details else ""
    return f'{told}{note}<p class="small">{found}</p>'


def sign(row: Row) -> str:
    """The sign of a point's kind; the word beside it says the same."""
    told = escape(say(f"problem.sign_{row['kind']}"))
    return f'<span class="sign" aria-hidden="true">{told}</span>'


def _known(row: Row, told: set[str]) -> bool:
    name = str(row["problem_id"])
    before = name in told
    told.add(name)
    return before


def _referred_to(rows: list[Row], about: Collection[str]) -> str:
    """The way back to points of one label; of several, each is told apart by its place in the line."""
    first, many = rows[0], len(rows) > 1
    ways = (
        f'<a href="#{_anchor(row)}" target="_self">{escape(say("problem.to_nth" if many else "problem.to_it", number=at))}</a>'
        for at, row in enumerate(rows, 1)
    )
    kind, said = escape(first["kind"]), say_number("problem.told", len(rows))
    text = f"{short_flag(first, about)} {escape(said)} {' · '.join(ways)}"
    return f'<section class="problem {kind}"><p class="flag {kind}">{text}</p></section>'


def _subject(figure: Figure) -> str:
    name = figure.measure_name
    if figure.region_sort != "not_stated":
        name = say("drawing.title", measure=name, region=figure.region_name)
    return sentence_case(name)


def _anchor(row: Row) -> str:
    return escape(f"problem-{row['problem_id']}")


def _one_step_away(row: Row) -> str:
    return f"<details><summary>{escape(say('problem.arithmetic'))}</summary>{arithmetic(row)}</details>"


def _to_it(row: Row) -> str:
    """The way to the problem's own address."""
    address = escape(of_problem(str(row["problem_id"])))
    return f'<p class="small links"><a href="{address}" target="_self">{escape(say("point.to_it"))}</a></p>'
