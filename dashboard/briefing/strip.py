"""Write what stands around the slide in work as HTML: head, filmstrip, the ways to present it and to take it along."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from dashboard import copying
from dashboard.briefing.deck import LONGEST_ADDRESS, Fault, Slide
from dashboard.briefing.shown import Shown
from dashboard.briefing.work import Work
from dashboard.frame import BRIEFING
from dashboard.words import say, say_number

PAGE = f"/{BRIEFING}"
# What can be taken along: the file's address, and whether the browser opens it rather than keeps it.
ALONG = (
    ("powerpoint", "deck.pptx", False),
    ("powerpoint_dark", "deck.pptx?look=dark", False),
    ("html", "deck.html", False),
    ("handout", "handout", True),
    ("file", "deck.json", False),
)
# How a slide may stand to the release in use, where its presenter should know of it before presenting.
WARNED = ("fault", "removed", "changed", "unknown")
FILES = ".json,.pptx,.html,.htm"
MINUTE = 60
LONGEST_ECHO = 80
# What a presenter writes on a slide: parts of ``Slide``, each with a control of its own.
FIELDS = ("title", "text", "notes", "seconds")


def head(work: Work) -> str:
    """The title, how much there is, and what the script keeps of it; the briefing that was kept before is offered back."""
    kept = json.dumps(
        {"title": work.title, "release": work.release, "slides": work.codes}, ensure_ascii=False
    )
    title = work.title or say("briefing.title")
    return (
        f'<h1 data-deck="{escape(kept)}">{escape(title)}</h1><p class="standfirst">{escape(_told(work))}</p>'
        f'<div class="notice before" data-before hidden><p>{escape(say("briefing.before"))} <span data-before-name></span></p>'
        f'<p><button type="button" data-take-back>{escape(say("briefing.take_back"))}</button> '
        f'<button type="button" data-let-go>{escape(say("briefing.let_go"))}</button></p></div>'
    )


def empty(elsewhere: bool = False) -> str:
    """How a briefing is made, for whoever has none yet; ``elsewhere``: its address says that another browser keeps it."""
    told = f'<p class="notice">{escape(say("briefing.elsewhere"))}</p>' if elsewhere else ""
    steps = "".join(f"<li>{escape(say(f'briefing.step_{number}'))}</li>" for number in (1, 2, 3))
    way = f'<a class="primary" href="/" target="_self">{escape(say("briefing.to_overview"))}</a>'
    return f'{told}<ol class="how">{steps}</ol><p class="links">{way}</p>'


def strip(shown: Sequence[Shown], work: Work) -> str:
    """The slides in their order, each to be chosen, moved by its buttons, by Alt with an arrow key, or dragged."""
    items = "".join(_slide(one, len(shown), one.position == work.at) for one in shown)
    return (
        f'<ol class="strip" data-strip data-title="{escape(work.title)}" aria-label="{escape(say("briefing.strip"))}">{items}</ol>'
        f'<p class="small strip-hint">{escape(say("briefing.strip_hint"))}</p>'
    )


def ways(work: Work, home: str, shown: Sequence[Shown]) -> str:
    """To present, to take along, to save, and to pass on; beside the first what a presenter should look at before."""
    present = f'<a class="primary" {_to("present", work, home)} target="_blank">{escape(say("briefing.present"))}</a>'
    along = "".join(_along(name, _to(place, work, home), opens) for name, place, opens in ALONG)
    link = (
        f'<div class="deck-link">{copying.block(f"{home}{PAGE}?{work.query}", say("briefing.link"))}</div>'
        if _fits(work, home)
        else f'<p class="notice">{escape(say("briefing.too_long", longest=f"{LONGEST_ADDRESS:,}"))}</p>'
    )
    return (
        f'<div class="briefing-ways"><p class="present">{present}<span class="small">{escape(say("briefing.keys"))}</span></p>{_warnings(shown)}'
        f'<p class="along"><span>{escape(say("briefing.along"))}</span> {along}</p>'
        f'<p class="small" role="status" data-making></p>{link}</div>'
    )


def opened(sort: str) -> str:
    """Of a deck that came out of a PowerPoint: what of that is not read; '' for any other."""
    return (
        f'<p class="notice">{escape(say("briefing.opened_powerpoint"))}</p>' if sort == "powerpoint" else ""
    )


def _warnings(shown: Sequence[Shown]) -> str:
    """How many slides are not as they were, each sort with the way to the first of them; '' where all are."""
    told = ""
    for sort in WARNED:
        places = [one.position for one in shown if one.standing.sort == sort]
        if places:
            words = escape(say_number(f"briefing.warned_{sort}", len(places)))
            way = escape(say("briefing.show_slide", number=places[0]))
            told += f'<li><strong>{words}</strong> <button type="button" data-show="{places[0]}">{way}</button></li>'
    return f'<ul class="warned" aria-label="{escape(say("briefing.warned"))}">{told}</ul>' if told else ""


def opening() -> str:
    """The way to bring back a deck that was saved, or taken along."""
    return (
        f'<details class="open-deck"><summary>{escape(say("briefing.open_file"))}</summary>'
        f'<form action="{PAGE}/open" method="post" enctype="multipart/form-data" target="_self">'
        f'<label>{escape(say("briefing.open_what"))} <input type="file" name="file" accept="{FILES}" required></label> '
        f'<button type="submit">{escape(say("briefing.open_do"))}</button></form></details>'
    )


def looks(one: Shown, drawing: str, work: Work, home: str) -> str:
    """The slide as it will look; ``drawing`` is what is drawn on it, in HTML."""
    if isinstance(one.slide, Fault):
        return ""
    title = f'<p class="statement">{escape(one.sentence)}</p>' if one.sentence else ""
    meta = f'<p class="meta">{escape(one.meta)}</p>' if one.meta else ""
    source = f'<p class="source">{escape(one.source)}</p>' if one.source else ""
    here = _to("present", work, home, f"#{one.position}")
    stands = (
        f'<a href="{escape(one.address)}" target="_self">{escape(say("briefing.stands"))}</a>'
        if one.address
        else ""
    )
    return (
        f'<section class="looks {one.slide.sort}" aria-label="{escape(say("briefing.looks"))}">{title}{meta}<div class="drawn-on-it">{drawing}</div>{source}</section>'
        f'<p class="links small"><a {here} target="_blank">{escape(say("briefing.present_here"))}</a> {stands}</p>'
    )


def by_rule(one: Shown) -> str:
    """What a speaker is told without writing it: the statement, the caveat, the strongest objection."""
    own = one.slide.notes.strip() if not isinstance(one.slide, Fault) else ""
    notes = [note for note in one.notes if note.strip() and note.strip() != own]
    if not notes:
        return ""
    told = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return f'<details class="by-rule"><summary>{escape(say("briefing.by_rule"))}</summary>{told}</details>'


def written(slide: Slide, work: Work) -> str:
    """What the controls above were written with, so that the script can tell what was typed since."""
    fields = {name: getattr(slide, name) for name in FIELDS}
    held = {"at": work.at, "slides": len(work.codes), "head": f"{slide.sort}:{slide.name}", "fields": fields}
    return f'<span hidden data-fields="{escape(json.dumps(held, ensure_ascii=False))}"></span>'


def standing(one: Shown) -> str:
    """What has changed of a slide since it was agreed to, or why it cannot be shown; '' where nothing has."""
    if one.standing.sort == "same":
        return ""
    told = "".join(f"<li>{escape(change)}</li>" for change in one.standing.changes)
    heading = escape(say(f"briefing.stands_{one.standing.sort}", release=one.release.id))
    return f'<div class="notice standing-{one.standing.sort}"><p><strong>{heading}</strong></p><ul>{told}</ul></div>'


def dropped(told: str) -> str:
    """What was dropped last, by what it said."""
    return f'<p class="dropped" role="status">{escape(say("briefing.dropped", told=_short(told)))}</p>'


def kind(one: Shown) -> str:
    """What a slide without a sentence is called: its sort, or what its address asks for."""
    return _at_fault(one.slide) if isinstance(one.slide, Fault) else say(f"briefing.sort_{one.slide.sort}")


def mending(refused: str, example: str, entry: Slide | Fault | None) -> str:
    """How a slide is named, or why the last name was ``refused``; of one that cannot be read what its presenter wrote for it."""
    notice = (
        f'<p class="notice" role="alert">{escape(say("briefing.mend_refused", asked=refused, example=example))}</p>'
        if refused
        else f'<p class="small">{escape(say("briefing.mend_hint", example=example))}</p>'
    )
    if not isinstance(entry, Fault):
        return notice
    own = entry.own
    said = (
        (say("briefing.own_title_kept"), own.title),
        (say("briefing.own_text"), own.text),
        (say("briefing.own_notes"), own.notes),
        (say("briefing.seconds"), minutes(own.seconds) if own.seconds else ""),
    )
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in said if text)
    kept = f'<p class="small">{escape(say("briefing.mend_kept"))}</p><dl class="own-words">{told}</dl>'
    return notice + (kept if told else "")


def minutes(seconds: int) -> str:
    """A time in words.

    >>> minutes(90), minutes(60), minutes(30)
    ('1 min 30 s', '1 min', '30 s')
    """
    whole, rest = divmod(seconds, MINUTE)
    parts = [say("briefing.minutes", number=whole)] if whole else []
    parts += [say("briefing.seconds_short", number=rest)] if rest or not whole else []
    return " ".join(parts)


def _told(work: Work) -> str:
    if not work.codes:
        return say("briefing.none_yet")
    counted = say_number("briefing.counted", len(work.codes))
    total = work.deck.seconds
    timed = say("briefing.total", time=minutes(total)) if total else say("briefing.no_times")
    return f"{counted} {timed}"


def _slide(one: Shown, last: int, chosen: bool) -> str:
    at = one.position
    sort, seconds = ("fault", 0) if isinstance(one.slide, Fault) else (one.slide.sort, one.slide.seconds)
    told = "" if sort == "fault" else kind(one)
    flag = "" if one.standing.sort == "same" else say(f"briefing.flag_{one.standing.sort}")
    marked = f'<strong class="flagged">{escape(flag)}</strong>' if flag else ""
    time = escape(minutes(seconds)) if seconds else ""
    line = " · ".join(part for part in (escape(told), time, marked) if part)
    sentence = one.sentence or kind(one)
    here = ' aria-current="true"' if chosen else ""
    moves = "".join(
        f'<button type="button" data-move="{step}" aria-label="{escape(say(f"briefing.{name}_slide", number=at))}"{" disabled" if at == end else ""}>{sign}</button>'
        for name, step, sign, end in (("up", -1, "↑", 1), ("down", 1, "↓", last))
    )
    return (
        f'<li draggable="true" data-at="{at}" class="{sort}{" chosen" if chosen else ""}">'
        f'<button type="button" class="slide" data-choose{here}><span class="number">{at}</span>'
        f'<span class="told"><span class="sort">{line}</span>'
        f'<span class="sentence">{escape(sentence)}</span></span></button><span class="moves">{moves}</span></li>'
    )


def _at_fault(fault: Fault) -> str:
    """The presenter's own title of a slide that cannot be shown, or what its address asks for."""
    return fault.own.title or fault.asked


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO].rstrip()} …"


def _along(name: str, to: str, opens: bool) -> str:
    how = ' target="_blank"' if opens else f' data-make="{escape(say(f"briefing.makes_{name}"))}" download'
    return f"<a {to}{how}>{escape(say(f'briefing.along_{name}'))}</a> "


def _to(place: str, work: Work, home: str, end: str = "") -> str:
    """The way to what is made of the deck, as attributes of a link; what no address holds is sent along by ``carrying.js``."""
    if not _fits(work, home):
        return f'href="{PAGE}/{escape(place)}{end}" data-carried'
    return f'href="{PAGE}/{escape(place)}{"&amp;" if "?" in place else "?"}{escape(work.query)}{end}"'


def _fits(work: Work, home: str) -> bool:
    """The deck can be passed on as an address."""
    return len(home) + len(PAGE) + 1 + len(work.query) <= LONGEST_ADDRESS
