"""The stage in a real browser: keys, the speaker's window, a server that dies, a file without a network, and nothing cut off."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dashboard import data, themes
from dashboard.briefing import challenge
from dashboard.grouping import headline
from dashboard.words import say
from tests.browser.conftest import Window
from tests.browser.server import running

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Contexts = Callable[..., BrowserContext]
RIVALS, PARTS, LAST = (
    "amnesty-philippines-killings-government",
    "clemency-state-drug-convictions-black",
    "inn-cocaine-highest",
)
SIX = (
    f"figure:{RIVALS}~nMy own note~s60",
    "figure:inn-drug-users-2003",
    f"figure:{PARTS}",
    "map:all",
    "theme:reform",
    f"figure:{LAST}",
)
# What stands outside its box, or in letters too small for the back of a room.
AMISS = """() => {
  const slide = document.querySelector('.slide.current');
  const cut = [...slide.querySelectorAll('.words, .show, .below, .numbers, .markup, .source')].filter(e => e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2);
  const frame = slide.querySelector('.chart')?.getBoundingClientRect();
  const out = [...slide.querySelectorAll('.chart text')].filter(t => { const b = t.getBoundingClientRect(); return b.right > frame.right + 2 || b.bottom > frame.bottom + 2 || b.left < frame.left - 4; });
  const box = slide.getBoundingClientRect();
  const beyond = [...slide.children].filter(e => e.getBoundingClientRect().bottom > box.bottom + 1);
  return [...cut.map(e => e.className), ...out.map(t => t.textContent), ...beyond.map(e => e.className)];
}"""
SIZES = """() => {
  const slide = document.querySelector('.slide.current');
  const px = e => (e ? parseFloat(getComputedStyle(e).fontSize) : 99);
  const texts = [...slide.querySelectorAll('.chart text')].map(t => px(t) * t.getScreenCTM().a);
  return [px(slide.querySelector('.sentence')), px(slide.querySelector('.source')), Math.min(99, ...texts), px(slide.querySelector('.markup'))];
}"""
# Which of what is to be read the buttons lie on.
COVERED = """read => {
  const box = e => e.getBoundingClientRect();
  const bar = box(document.querySelector('.bar'));
  const on = one => one.height > 0 && one.bottom > bar.top + 1 && one.top < bar.bottom - 1 && one.left < bar.right && one.right > bar.left;
  return [...document.querySelectorAll(read)].filter(e => on(box(e))).map(e => e.id || e.className);
}"""
# From the key to the second frame after it: by then the change has been painted.
CHANGE = """async () => {
  const spent = [];
  for (let i = 1; i < stage.slides.length; i += 1) {
    const began = performance.now();
    dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    spent.push(performance.now() - began);
  }
  return spent;
}"""


def query(*codes: str, **more: str) -> str:
    return urlencode([*more.items(), *(("slide", code) for code in codes)])


def presented(page: Page, base: str, *codes: str, hash_: str = "", **more: str) -> Page:
    page.goto(f"{base}/briefing/present?{query(*codes, **more)}{hash_}")
    page.locator(":root[data-ready]").wait_for()
    return page


def at(page: Page, number: int, total: int = 6) -> None:
    """This slide is the one in view, and its sentence is told."""
    expect(page.locator(".slide.current")).to_have_id(f"slide-{number}")
    expect(page.locator("#place")).to_have_text(f"{number} / {total}")


def test_the_keys_do_what_the_help_says(window: Window, address: str) -> None:
    page = presented(window(1280, 720), address, *SIX)
    at(page, 1)
    for key, place in [
        ("ArrowRight", 2),
        (" ", 3),
        ("PageDown", 4),
        ("ArrowLeft", 3),
        ("Shift+Space", 2),
        ("PageUp", 1),
        ("End", 6),
        ("Home", 1),
    ]:
        page.keyboard.press(key)
        at(page, place)
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#black")).to_be_hidden()
    page.keyboard.press("Home")
    page.keyboard.press("n")
    expect(page.locator("#notes")).to_contain_text("My own note")
    page.keyboard.press("c")
    expect(page.locator("#challenge")).to_contain_text(say("briefing_stage.weakest"))
    expect(page.locator("#challenge")).to_contain_text("30,000")
    page.keyboard.press("Escape")
    expect(page.locator("#challenge")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    at(page, 1)
    page.keyboard.press("l")
    expect(page.locator(":root")).to_have_attribute("data-look", "dark")
    expect(page.locator(".slide.current .main-svg").first).to_be_visible()
    # Esc closes what lies over the slide before it leaves the full screen.
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement")
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(page.locator("#challenge")).to_be_hidden()
    assert page.evaluate("Boolean(document.fullscreenElement)")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.fullscreenElement")


def test_the_slide_stands_in_the_address_and_stays_after_a_reload(window: Window, address: str) -> None:
    page = presented(window(1280, 720), address, *SIX, hash_="#3")
    at(page, 3)
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("#4")
    page.reload()
    at(page, 4)
    page.evaluate("location.hash = '#2'")
    at(page, 2)


def test_the_title_of_the_briefing_is_at_the_foot_of_every_slide(window: Window, address: str) -> None:
    page = presented(window(1280, 720), address, *SIX, title="The hearing on Tuesday")
    for place in range(6):
        page.evaluate(f"stage.show({place})")
        expect(page.locator(".progress .briefing")).to_be_visible()
        assert page.evaluate(COVERED, ".progress .briefing") == []
    expect(page.locator(".progress .briefing")).to_have_text("The hearing on Tuesday")
    assert presented(window(1280, 720), address, *SIX).locator(".progress .briefing").count() == 0


def test_a_finger_and_the_buttons_turn_the_slides_too(window: Window, address: str) -> None:
    page = presented(window(390, 844, touch=True), address, *SIX)
    page.touchscreen.tap(385, 400)
    at(page, 2)
    page.touchscreen.tap(5, 400)
    at(page, 1)
    page.get_by_role("button", name=say("briefing_stage.does_next")).tap()
    at(page, 2)
    for place in range(1, 7):
        page.evaluate(f"stage.show({place - 1})")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("document.querySelector('.current').scrollWidth") <= 390


def test_a_phone_has_the_facts_of_a_timeline_in_one_column(window: Window, address: str) -> None:
    page = presented(window(390, 844, touch=True), address, "timeline:reform")
    widths = page.evaluate(
        "[...document.querySelectorAll('.board-time li:not(.gap)')].map(e => e.getBoundingClientRect().width)"
    )
    assert len(widths) > 4
    assert min(widths) > 300


@pytest.mark.timed
def test_a_change_of_slide_takes_less_than_a_fifth_of_a_second(contexts: Contexts, address: str) -> None:
    page = presented(contexts(1280, 720).new_page(), address, *SIX)
    # All six are ready seconds before a presenter has said the first sentence.
    page.locator(":root[data-prepared]").wait_for()
    spent = page.evaluate(CHANGE)
    assert len(spent) == 5
    assert max(spent) < 200, spent


def with_speaker(contexts: Contexts, address: str) -> tuple[Page, Page]:
    """The window that all see, and the speaker's."""
    context = contexts(1280, 720)
    page = presented(context.new_page(), address, *SIX)
    with context.expect_page() as opened:
        page.keyboard.press("s")
    return page, opened.value


def test_the_speakers_window_keeps_in_step_both_ways_and_survives_the_other(
    contexts: Contexts, address: str
) -> None:
    page, speaker = with_speaker(contexts, address)
    expect(speaker.locator("#desk-notes")).to_contain_text("My own note")
    expect(speaker.locator("#slide-target")).to_contain_text("1:00")
    expect(speaker.locator("#next .slide")).to_have_id("slide-2")
    # What the speaker sees is what all see, only smaller; and the notes have the most of the window.
    sizes = "() => { const s = document.querySelector('.current, #now .slide'); return parseFloat(getComputedStyle(s.querySelector('.sentence')).fontSize) / s.clientWidth; }"
    assert speaker.evaluate(sizes) == pytest.approx(page.evaluate(sizes), rel=0.05)
    room = speaker.locator("#desk-notes").bounding_box()
    assert room
    assert room["width"] * room["height"] > 0.4 * 1180 * 820
    page.keyboard.press("ArrowRight")
    expect(speaker.locator("#now .slide")).to_have_id("slide-2")
    expect(speaker.locator("#now .main-svg").first).to_be_visible()
    expect(speaker.locator("#elapsed")).not_to_have_text("0:00")
    speaker.get_by_role("button", name=say("briefing_stage.does_next")).click()
    at(page, 3)
    speaker.keyboard.press("End")
    at(page, 6)
    # Loaded anew, the first window is in step with the second again by itself, which goes on with its clock.
    page.reload()
    page.locator(":root[data-ready]").wait_for()
    at(page, 6)
    page.wait_for_timeout(1_500)
    page.keyboard.press("ArrowLeft")
    expect(speaker.locator("#now .slide")).to_have_id("slide-5")
    speaker.keyboard.press("ArrowLeft")
    at(page, 4)
    expect(speaker.locator("#elapsed")).not_to_have_text("0:00")
    expect(speaker.locator("#alone")).to_be_hidden()
    page.goto("about:blank")
    expect(speaker.locator("#alone")).to_be_visible()
    page.go_back()
    expect(speaker.locator("#alone")).to_be_hidden()
    page.close()
    expect(speaker.locator("#alone")).to_be_visible()
    speaker.keyboard.press("Home")
    expect(speaker.locator("#now .slide")).to_have_id("slide-1")


def test_the_speakers_window_steers_what_all_see_and_says_what_they_see(
    contexts: Contexts, address: str
) -> None:
    page, speaker = with_speaker(contexts, address)
    sign = speaker.locator("#sign")
    expect(speaker.locator("#now .slide")).to_have_id("slide-1")
    for window in (speaker, page):
        window.keyboard.press("b")
        expect(page.locator("#black")).to_be_visible()
        expect(sign).to_have_text(say("briefing_stage.script_black"))
        # It lies over the whole of the slide that nobody sees.
        boxes = speaker.evaluate(
            "['#sign', '#now'].map(one => document.querySelector(one).getBoundingClientRect().height)"
        )
        assert boxes[0] == pytest.approx(boxes[1], abs=2)
        window.keyboard.press("b")
        expect(page.locator("#black")).to_be_hidden()
        expect(sign).to_be_hidden()
    for window in (speaker, page):
        window.keyboard.press("c")
        expect(page.locator("#challenge")).to_be_visible()
        expect(sign).to_have_text(say("briefing_stage.script_card"))
        window.keyboard.press("c")
        expect(page.locator("#challenge")).to_be_hidden()
        expect(sign).to_be_hidden()
    speaker.keyboard.press("l")
    expect(page.locator(":root")).to_have_attribute("data-look", "dark")
    speaker.keyboard.press("f")
    expect(speaker.locator("#says")).to_have_text(say("briefing_stage.script_full_there"))
    speaker.keyboard.press("?")
    expect(speaker.locator("#help")).to_be_visible()


def test_the_server_dies_and_the_briefing_goes_on_to_its_end(contexts: Contexts) -> None:
    context = contexts(1280, 720)
    page = context.new_page()
    errors: list[str] = []
    with running() as base:
        presented(page, base, *SIX)
        page.keyboard.press("ArrowRight")
        page.on("requestfailed", lambda request: errors.append(request.url))
    for place in range(3, 7):
        page.keyboard.press("ArrowRight")
        at(page, place)
    page.evaluate("stage.show(2)")
    expect(page.locator("#slide-3 .main-svg").first).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("#challenge")).to_contain_text(say("briefing_stage.stands"))
    with context.expect_page() as opened:
        page.keyboard.press("s")
    expect(opened.value.locator("#now .slide")).to_have_id("slide-3")
    assert errors == []
    page.keyboard.press("F5")
    expect(page.locator("#says")).to_have_text(say("briefing_stage.script_no_server"))
    at(page, 3)


def test_the_file_opens_from_a_disk_without_a_network(
    contexts: Contexts, address: str, tmp_path: Path
) -> None:
    file = tmp_path / "deck.html"
    with urlopen(f"{address}/briefing/deck.html?{query(*SIX)}") as answer:
        file.write_bytes(answer.read())
    context = contexts(1280, 720)
    context.set_offline(True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    page.locator(":root[data-ready]").wait_for()
    expect(page.locator(".slide.current .main-svg").first).to_be_visible()
    assert page.evaluate("document.fonts.check('20px \"Newsreader Variable\"')")
    with context.expect_page() as opened:
        page.keyboard.press("s")
    expect(opened.value.locator("#now .main-svg").first).to_be_visible()
    page.keyboard.press("End")
    at(page, 6)
    expect(opened.value.locator("#now .slide")).to_have_id("slide-6")
    assert complaints == []


def test_every_figure_fits_its_slide_and_is_read_from_the_back(window: Window, address: str) -> None:
    release = data.current()
    firsts = list(dict.fromkeys(headline(name, release).ids[0] for name in release.figures["figure_id"]))
    page = window(1280, 720)
    told: list[tuple[str, object]] = []
    for start in range(0, len(firsts), 60):
        names = firsts[start : start + 60]
        presented(page, address, *(f"figure:{name}" for name in names))
        for place, name in enumerate(names):
            page.evaluate(f"stage.show({place})")
            if amiss := page.evaluate(AMISS):
                told.append((name, amiss))
            sentence, source, smallest, _ = page.evaluate(SIZES)
            # One sentence that tells of two rivals is long: it is the smallest, and still larger than all else.
            if sentence < 26 or source < 24 or smallest < 24:
                told.append((name, (sentence, source, smallest)))
    assert told == []


def test_every_theme_fits_its_slide_and_is_read_from_the_back(contexts: Contexts, address: str) -> None:
    release = data.current()
    codes = [f"theme:{name}" for name in themes.names(release)]
    codes += [f"timeline:{name}" for name in themes.names(release) if not themes.events(name, release).empty]
    page = presented(contexts(1280, 720).new_page(), address, *codes, "place:PHL")
    for place, code in enumerate([*codes, "place:PHL"]):
        page.evaluate(f"stage.show({place})")
        assert page.evaluate(AMISS) == [], code
        # The size is found to a hundredth.
        assert page.evaluate(SIZES)[3] >= 23.75, code


def test_the_longest_challenge_cards_are_seen_whole(contexts: Contexts, address: str) -> None:
    release = data.current()

    def length(name: str) -> int:
        card = challenge.of(name, release)
        return len(" ".join([card.weakest, *card.opposing, card.standing, *card.problems]))

    longest = sorted(release.statements, key=length)[-3:]
    codes = [
        *(f"figure:{name}" for name in longest),
        *(f"theme:{name}" for name in themes.names(release)),
        "place:USA",
    ]
    page = presented(contexts(1280, 720).new_page(), address, *codes)
    page.keyboard.press("c")
    for place, code in enumerate(codes):
        page.evaluate(f"stage.show({place})")
        assert page.evaluate("challenge.scrollHeight <= challenge.clientHeight + 2"), code
        told = "[...challenge.querySelectorAll('.told:not([hidden]) :is(h3, p)')]"
        assert (
            page.evaluate(f"Math.min(...{told}.map(e => parseFloat(getComputedStyle(e).fontSize)))") >= 20
        ), code


def test_what_is_longer_than_its_room_is_scrolled_by_the_keys_and_then_they_turn_the_slides(
    window: Window, address: str
) -> None:
    page = presented(window(1280, 620), address, f"figure:{RIVALS}", "map:all")
    page.keyboard.press("n")
    expect(page.locator("#notes")).to_have_class(re.compile("more"))
    scrolled = "document.querySelector('#notes').scrollTop"
    page.keyboard.press("ArrowDown")
    down = page.evaluate(scrolled)
    assert down > 40
    page.keyboard.press("ArrowUp")
    assert page.evaluate(scrolled) == 0
    at(page, 1, 2)
    # Held down the key stops at the end; pressed anew it turns.
    for _ in range(30):
        page.keyboard.down("ArrowDown")
    at(page, 1, 2)
    expect(page.locator("#notes")).not_to_have_class(re.compile("more"))
    page.keyboard.up("ArrowDown")
    page.keyboard.press("ArrowDown")
    at(page, 2, 2)
    assert page.evaluate(scrolled) == 0
    page.keyboard.press("ArrowLeft")
    at(page, 1, 2)
    # What there is room for is used: two columns and more on a wide screen.
    lefts = page.evaluate(
        "[...document.querySelectorAll('#notes .told:not([hidden]) p')].map(e => e.getBoundingClientRect().left)"
    )
    assert max(lefts) > 600


def test_the_names_on_a_map_are_read_from_the_back(window: Window, address: str) -> None:
    page = presented(window(1280, 720), address, "map:all", "map:executions_drug_offences_documented")
    for place in range(2):
        page.evaluate(f"stage.show({place})")
        sizes = page.evaluate(
            "[...document.querySelectorAll('.current .mark text')].filter(e => e.getClientRects().length).map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)"
        )
        assert sizes
        assert min(sizes) > 23.9


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (800, 450), (390, 844)])
def test_the_buttons_lie_on_nothing_that_is_to_be_read(
    contexts: Contexts, address: str, width: int, height: int
) -> None:
    page = presented(contexts(width, height).new_page(), address, SIX[0], "theme:reform")
    # On a phone a slide is scrolled in its frame, and the buttons have a row of their own.
    read = "#notes, #stage" if width < 640 else "#notes, .current .below"
    for place in range(2):
        page.evaluate(f"stage.show({place})")
        assert page.evaluate(COVERED, read) == []
        page.keyboard.press("n")
        assert page.evaluate(COVERED, read) == []
        assert page.evaluate("document.querySelector('.bar').getBoundingClientRect().bottom <= innerHeight")
        page.keyboard.press("n")


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768)])
def test_nothing_is_cut_off_on_other_screens(window: Window, address: str, width: int, height: int) -> None:
    page = presented(window(width, height), address, *SIX, "place:PHL", "timeline:reform", "poem:x")
    for place in range(9):
        page.evaluate(f"stage.show({place})")
        assert page.evaluate(AMISS) == []


def sheets(page: Page, folder: Path) -> list[str]:
    """The words of each sheet of the page on A4."""
    file = folder / "handout.pdf"
    page.pdf(path=file, format="A4")
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True).stdout
    return told.decode().split("\f")[:-1]


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no pdftotext found: install the tools of Poppler"
)
def test_a_section_is_printed_over_the_slide_that_follows_and_notes_can_be_left_out(
    window: Window, address: str, tmp_path: Path
) -> None:
    page = window(1000, 900)
    nine = (
        "section:~tFirst part", SIX[1], SIX[0], SIX[2], "section:~tSecond part~nTake a breath", SIX[3], SIX[4],
        "text:~tA point of my own~xTwo lines", SIX[5],
    )  # fmt: skip
    page.goto(f"{address}/briefing/handout?{query(*nine, title='Nine')}")
    page.locator(":root[data-ready]").wait_for()
    found = sheets(page, tmp_path)
    assert len(found) <= 4
    for section, following in (("First part", "2 of 9"), ("Second part", "6 of 9")):
        assert [section in sheet for sheet in found] == [following in sheet for sheet in found]
    for private in ("My own note", "Take a breath", say("briefing_stage.notes_own")):
        assert any(private in sheet for sheet in found)
    page.get_by_label(say("briefing_stage.notes_without"), exact=True).check()
    found = sheets(page, tmp_path)
    for private in (
        "My own note",
        "Take a breath",
        say("briefing_stage.notes_own"),
        say("briefing_stage.notes_choice"),
    ):
        assert not any(private in sheet for sheet in found)
    assert any("Mind this" in sheet for sheet in found)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_six_slides_are_three_or_four_sheets(window: Window, address: str, paper: str) -> None:
    page = window(1000, 900)
    page.goto(f"{address}/briefing/handout?{query(*SIX, title='Six')}")
    page.locator(":root[data-ready]").wait_for()
    expect(page.get_by_role("button", name=say("briefing_stage.print"))).to_be_visible()
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    pdf = page.pdf(format=paper)
    assert 3 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4
    page.emulate_media(media="print")
    assert page.evaluate(
        "[...document.querySelectorAll('.slide')].every(e => e.scrollWidth <= e.clientWidth + 1)"
    )
    expect(page.get_by_role("button", name=say("briefing_stage.print"))).to_be_hidden()
