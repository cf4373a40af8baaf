"""A drawing as specifications for the stage: made for frames of several widths, in both themes, so that any screen is filled."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from dashboard.charts import BY_KIND, NARROW, Setting
from dashboard.grouping import Drawing
from dashboard.keeping import kept
from dashboard.palette import BY_THEME, DARK, LIGHT, Palette, translucent
from dashboard.template import template

# In pixels of the drawing: the script takes the one that can be enlarged most. At 1280 by 720 a frame over the whole slide
# enlarges the last by 1.85, so that its smallest words have 24 pixels; the first is also a phone's.
WIDTHS = (NARROW, 400.0, 480.0, 620.0)
ROLES = tuple(field.name for field in fields(Palette) if field.name != "spare")
# Signs that end a script, or a line of it.
SIGNS = {ord("<"): "\\u003c", 0x2028: "\\u2028", 0x2029: "\\u2029"}

Specification = dict[str, Any]


@kept()
def specifications(drawing: Drawing) -> Mapping[str, list[Specification]]:
    """For each theme the drawing once a width, narrowest first: ``{width, height, data, layout}`` without the template.

    A width at which the drawing is no lower than at a narrower one is left out: it could not be enlarged more.
    """
    made: list[Specification] = []
    for width in WIDTHS:
        one = _specification(drawing, Setting(LIGHT, width=width, compact=True, stage=True))
        if not made or one["height"] < made[-1]["height"]:
            made.append(one)
    return {"light": made, "dark": [_darkened(one) for one in made]}


def as_json(drawings: Mapping[int, Drawing]) -> str:
    """The drawings by the position of their slide, and the templates they share, to stand in a script element."""
    held = {
        "templates": _templates(),
        "charts": {str(position): specifications(drawing) for position, drawing in drawings.items()},
    }
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).translate(SIGNS)


def _specification(drawing: Drawing, setting: Setting) -> Specification:
    figure = BY_KIND[drawing.first.kind](drawing.table, setting)
    held = json.loads(figure.to_json())
    layout = {name: part for name, part in held["layout"].items() if name != "template"}
    return {"width": setting.width, "height": layout["height"], "data": held["data"], "layout": layout}


def _darkened(part: Any) -> Any:
    """The same with each colour of the light theme as that of the dark one: quicker than drawing it anew."""
    if isinstance(part, dict):
        return {name: _darkened(held) for name, held in part.items()}
    if isinstance(part, list):
        return [_darkened(held) for held in part]
    if not isinstance(part, str):
        return part
    return _colour().sub(lambda found: f"{found[1]}{_dark()[found[2]]}", part)


@lru_cache(maxsize=1)
def _dark() -> Mapping[str, str]:
    """Each colour of the light theme, plain and as the beginning of a translucent one, with that of the dark theme."""
    pairs = [
        *((getattr(LIGHT, name), getattr(DARK, name)) for name in ROLES),
        *zip(LIGHT.spare, DARK.spare, strict=True),
    ]
    return {**dict(pairs), **{_clear(light): _clear(dark) for light, dark in pairs}}


@lru_cache(maxsize=1)
def _colour() -> re.Pattern[str]:
    """A colour alone, or in the style that a drawing itself writes: the words of a release have no such signs before them."""
    return re.compile(rf'(^|<span style="color:)({"|".join(map(re.escape, _dark()))})')


def _clear(colour: str) -> str:
    return translucent(colour, 0).removesuffix("0)")


@lru_cache(maxsize=1)
def _templates() -> Mapping[str, Any]:
    return {theme: json.loads(template(palette).to_json()) for theme, palette in BY_THEME.items()}
