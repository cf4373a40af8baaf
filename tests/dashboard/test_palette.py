"""The colours: readable in both themes, told apart, and the same in the settings, the style sheet and the charts."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.frame import style
from dashboard.palette import DARK, LIGHT, Palette, translucent

ROOT = Path(__file__).resolve().parent.parent.parent
THEMES = {"light": LIGHT, "dark": DARK}
TEXT = ("ink", "muted", "stated", "rival", "reference", "record", "problem")


def luminance(colour: str) -> float:
    """Relative luminance as the Web Content Accessibility Guidelines define it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_of_contrast_knows_its_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", TEXT)
@pytest.mark.parametrize("ground", ["page", "panel"])
def test_text_is_readable_on_page_and_panel(theme: str, role: str, ground: str) -> None:
    palette = THEMES[theme]
    assert contrast(getattr(palette, role), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_every_mark_stands_out_from_page_and_panel(theme: str) -> None:
    palette = THEMES[theme]
    for colour in palette.sources:
        assert min(contrast(colour, palette.page), contrast(colour, palette.panel)) >= 3


@pytest.mark.parametrize("palette", THEMES.values(), ids=THEMES)
def test_no_two_sources_share_a_colour(palette: Palette) -> None:
    assert len(set(palette.sources)) == len(palette.sources) == 6
    assert all(first != second for first, second in pairwise(palette.sources))


@pytest.mark.parametrize("theme", THEMES)
def test_the_settings_hold_the_colours_of_the_palette(theme: str) -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][
        theme
    ]
    palette = THEMES[theme]
    assert settings == {
        "primaryColor": palette.stated,
        "backgroundColor": palette.page,
        "secondaryBackgroundColor": palette.panel,
        "textColor": palette.ink,
        "linkColor": palette.stated,
        "borderColor": palette.rule,
    }


def test_the_style_sheet_holds_the_colours_of_the_palette() -> None:
    found = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", style())
    assert {name for name, _, _ in found} >= {"panel", "rule", "ink", "muted", "stated", "problem"}
    for name, light, dark in found:
        assert (light, dark) == (getattr(LIGHT, name), getattr(DARK, name))


def test_the_style_sheet_names_no_colour_outside_its_roles() -> None:
    bare = re.sub(r"--\w+: light-dark\([^)]*\);", "", style())
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", bare) == []


def test_translucent_keeps_the_colour() -> None:
    assert translucent("#1f4e8c", 0.5) == "rgba(31,78,140,0.5)"
