"""Write what stands around the drawings of a place as HTML: its head, where it lies, the world's figure, the list of all. Tables in, text out."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from dashboard.addresses import of_figure, of_region
from dashboard.briefing import pins
from dashboard.data import Release
from dashboard.grouping import Drawing
from dashboard.keeping import kept
from dashboard.maps import drawing as map_drawing
from dashboard.places import regions
from dashboard.words import say, say_number


@kept(512)
def head(region: str, release: Release) -> str:
    """The title of a place's page, how much is said, the UN regions it lies in, and where on Earth that is."""
    title, told = escape(regions.title(region, release)), escape(regions.summary(region, release))
    pin = pins.button("place", region, regions.title(region, release), say("briefing.pin_place"))
    words = f'<h1>{title}</h1><p class="standfirst">{told}</p>{pin}{_around(region, release)}{_print()}'
    return f'<div class="place-head"><div>{words}</div>{_locator(region, release)}</div>'


def lead(release: Release) -> str:
    """The title of the page of all places, and how many there are."""
    title, told = escape(regions.title("", release)), escape(regions.summary("", release))
    return f'<h1>{title}</h1><p class="standfirst">{told}</p>'


@kept()
def index(release: Release) -> str:
    """Every place that is spoken of, grouped as the UN groups them, as ways to its page."""
    wider = [
        code for code in regions.names(release) if regions.sort_of(code, release) in ("world", "not_stated")
    ]
    first = (
        f"<section><h2>{escape(say('region.wider'))}</h2><ul>{_items(wider, release)}</ul></section>"
        if wider
        else ""
    )
    continents = "".join(
        f"<section><h2>{_name(continent, release)}</h2>{''.join(_group(home, codes, home == continent, release) for home, codes in groups)}</section>"
        for continent, groups in regions.by_un_region(release)
    )
    return f'<div class="atlas">{first}{continents}</div>'


@kept(1024)
def beside_world(drawing: Drawing, release: Release) -> str:
    """The world's figure in words, where it may stand beside a place's; '' where it may not."""
    lines = "".join(
        f'<p>{escape(line)} <a href="{escape(of_figure(name))}" target="_self">{escape(say("region.to_world"))}</a></p>'
        for name, line in world_lines(drawing, release)
    )
    return f'<div class="beside-world">{lines}</div>' if lines else ""


def world_lines(drawing: Drawing, release: Release) -> list[tuple[str, str]]:
    """The same as plain words, each with the permanent name of the world's figure."""
    here = {figure.period for figure in drawing.figures}
    unstated = say("drawing.date_not_stated")
    lines = []
    for figure in regions.of_the_world(drawing, release):
        line = say("region.of_world", number=figure.number, when=figure.when or unstated, who=figure.speaker)
        own = drawing.first.when or unstated
        other = f" {say('region.other_period', when=own)}" if here != {figure.period} else ""
        lines.append((figure.figure_id, line + other))
    return lines


def _group(home: str, codes: Collection[str], is_continent: bool, release: Release) -> str:
    heading = "" if is_continent else f"<h3>{_name(home, release)}</h3>"
    return f"{heading}<ul>{_items(codes, release)}</ul>" if codes else heading


def _items(codes: Collection[str], release: Release) -> str:
    return "".join(f"<li>{_name(code, release)}</li>" for code in codes)


def _name(code: str, release: Release) -> str:
    """A place with how much is said of it, as a way to its page; in plain words where nothing is."""
    if not code:
        return escape(say("region.no_un_region"))
    counts = regions.counts(release)
    name = escape(_names(release)[code])
    if code not in counts:
        return name
    told = escape(say_number("region.statements", counts[code]))
    return f'<a href="{escape(of_region(code))}" target="_self">{name}</a> <span class="count">{told}</span>'


def name_of(code: str, release: Release) -> str:
    """The name of any place of the vocabulary."""
    return _names(release)[code]


@kept()
def _names(release: Release) -> dict[str, str]:
    return dict(zip(release.regions["region"], release.regions["name"], strict=True))


def _around(region: str, release: Release) -> str:
    above = regions.lies_in(region, release)
    within = [
        code
        for code in regions.members(region, release)
        if code != region and code in regions.counts(release)
    ]
    lines = [("region.lies_in", above), ("region.members", within)]
    return "".join(
        f'<p class="around">{escape(say(key))} {" · ".join(_name(code, release) for code in codes)}</p>'
        for key, codes in lines
        if codes
    )


def _locator(region: str, release: Release) -> str:
    """A small map of where a country or a UN region lies; nothing for what lies nowhere or everywhere."""
    if regions.sort_of(region, release) not in ("country", "un_region"):
        return ""
    numbers = dict(zip(release.regions["region"], release.regions["m49"].fillna("").astype(str), strict=True))
    members = {code: numbers[code] for code in regions.members(region, release)}
    drawing = map_drawing.locator(members, say("map.locator", place=_names(release)[region]))
    if not drawing:
        return ""
    return map_drawing.put_in("locator", drawing)


def _print() -> str:
    """Two ways to print: the sheet, and the whole page, which first opens what is folded and waits until all is there and drawn."""
    script = (
        "(()=>{const [sheet,whole]=document.currentScript.previousElementSibling.children,"
        "all=what=>[...document.querySelectorAll(what)],"
        "late=()=>{all('details.more').forEach(one=>{one.open=true});"
        "return !all('.foot').length||all('[data-plot]').some(one=>one.offsetWidth&&!('drawn' in one.dataset))},"
        "print=async(ready)=>{for(let left=50;ready()&&left--;)await new Promise(done=>setTimeout(done,100));window.print()};"
        "sheet.onclick=()=>print(()=>!all('.sheet').length||all('.sheet [data-plot]').some(one=>!('drawn' in one.dataset)));"
        "whole.onclick=()=>{const root=document.documentElement;root.dataset.print='whole';"
        "addEventListener('afterprint',()=>{delete root.dataset.print},{once:true});print(late)}})()"
    )
    buttons = "".join(
        f'<button type="button" class="print-page">{escape(say(f"region.{way}"))}</button>'
        for way in ("print_sheet", "print")
    )
    return f'<p class="print-ways">{buttons}</p><script data-print>{script}</script>'
