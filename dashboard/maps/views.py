"""The parts of the world that a small screen shows on their own, and what a finger near a small place reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.maps import geometry
from dashboard.maps.geometry import Point, Shape
from dashboard.words import say

# Width to height of a part on the screen; map.css holds the same.
ASPECT = 4 / 3
# In units: room around the places of a part, and the least width, so that a lone place is seen among its neighbours.
AROUND, LEAST = 24, 260
# In pixels: how far beside a place a finger may come down, and up to which size a place needs that.
NEAR, SMALL = 24, 96


@dataclass(frozen=True, slots=True)
class View:
    """A part of the map: its name in the address, its words, and what an SVG shows of the plane."""

    name: str
    words: str
    box: str


def of_shapes(shapes: Mapping[str, Sequence[Shape]], names: Mapping[str, str]) -> list[View]:
    """The whole world, then each part with the shapes of its places, by its code; none for a map without places."""
    if not shapes:
        return []
    whole = View("map", say("map.whole"), geometry.world().view_box)
    return [whole, *(View(f"map-{_plain(code)}", names[code], _box(each)) for code, each in shapes.items())]


def chooser(views: Sequence[View]) -> str:
    """A button for each part; the style sheet shows them where the whole world is too small for a finger."""
    buttons = "".join(
        f'<button type="button" value="{escape(view.name)}" data-box="{escape(view.box)}" aria-pressed="{"false" if i else "true"}">'
        f"{escape(view.words)}</button>"
        for i, view in enumerate(views)
    )
    return f'<div class="map-parts" role="group" aria-label="{escape(say("map.parts"))}">{buttons}</div>'


def script() -> str:
    """What the buttons and a finger do; ``map`` is the map's box, the buttons stand before it.

    The part is kept in the address. A tap on nothing leads to the nearest place that is too small to hit without care.
    """
    return (
        "const parts=map.previousElementSibling,buttons=[...parts.children],"
        "show=one=>{for(const each of buttons)each.setAttribute('aria-pressed',each===one);"
        "const box=one.dataset.box;map.firstElementChild.setAttribute('viewBox',box);"
        "map.style.setProperty('--part-radius',box.split(' ')[2]/36);map.classList.toggle('part',one!==buttons[0])},"
        "gap=(at,from,to)=>Math.max(from-at,at-to,0);"
        "parts.onclick=event=>{const one=event.target.closest('button');"
        "if(one){show(one);history.replaceState(history.state,'','#'+one.value)}};"
        "map.onclick=event=>{if(!event.isTrusted||event.pointerType==='mouse'||event.target.closest('a'))return;"
        f"let nearest=null,least={NEAR};"
        "for(const way of map.querySelectorAll('a'))for(const drawn of way.querySelectorAll('path:not(.leader),.mark circle')){"
        "const box=drawn.getBoundingClientRect();"
        f"if(!box.width||Math.max(box.width,box.height)>{SMALL})continue;"
        "const away=Math.hypot(gap(event.clientX,box.left,box.right),gap(event.clientY,box.top,box.bottom));"
        "if(least>=away){least=away;nearest=way}}"
        "if(nearest)nearest.dispatchEvent(new MouseEvent('click',{bubbles:true,cancelable:true}))};"
        "setTimeout(()=>{const one=buttons.find(each=>'#'+each.value===location.hash);"
        "if(one&&parts.offsetWidth&&map.firstElementChild)show(one)});"
    )


def _box(shapes: Sequence[Shape]) -> str:
    """What shows the main part of each country, in the shape of the frame."""
    points = [point for shape in shapes for point in _main(shape)]
    xs, ys = zip(*points, strict=True)
    wide, high = max(xs) - min(xs) + 2 * AROUND, max(ys) - min(ys) + 2 * AROUND
    width = max(wide, high * ASPECT, LEAST)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    left, top = middle[0] - width / 2, middle[1] - width / ASPECT / 2
    return f"{left:.0f} {top:.0f} {width:.0f} {width / ASPECT:.0f}"


def _main(shape: Shape) -> Sequence[Point]:
    """The ring that takes the most room: a country's far islands would make its part of the world as wide as the world."""
    return max(shape.rings, key=_room, default=[shape.middle])


def _room(ring: Sequence[Point]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _plain(code: str) -> str:
    return "".join(character if character.isalnum() else "-" for character in code).lower()
