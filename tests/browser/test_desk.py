"""The data desk in a real browser: by the key on this machine, and by signing in at a provider."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dashboard.words import say
from etl import cli
from tests.browser.conftest import WAYS
from tests.browser.server import running
from tests.dashboard.desk import provider, signing
from tests.etl.small import small

pytestmark = pytest.mark.browser
Contexts = Callable[[], BrowserContext]


def ways(page: Page) -> list[str]:
    page.locator(".foot").wait_for()
    return page.locator(".stHtml .masthead nav a").all_inner_texts()


def open_view(page: Page, view: str) -> None:
    """As a person does, who looks at what a view says before going on to the next."""
    page.locator('.stApp[data-test-script-state="notRunning"]').wait_for()
    page.get_by_role("radio", name=say(f"desk.view_{view}"), exact=True).click()


def expect_desk(page: Page, view: str) -> None:
    expect(page.locator(".stHtml h1")).to_have_text(say("pages.desk"))
    expect(page.get_by_role("radio", name=say(f"desk.view_{view}"), exact=True)).to_be_checked()


def test_the_printed_address_opens_the_desk_in_one_browser_until_it_signs_out(
    contexts: Contexts, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    with running(None, "--logger.hideWelcomeMessage", "true", settings={"DESK": "here"}, said=said) as base:
        (printed,) = re.findall(r"http\S+", said.read_text("utf-8"))
        assert printed.startswith(f"{base}/desk?key=")
        context = contexts()
        page, other = context.new_page(), context.new_page()
        page.goto(printed)
        expect_desk(page, "documents")
        assert page.url == f"{base}/desk"
        assert "key=" not in page.evaluate(
            "document.cookie + JSON.stringify(history.state) + document.referrer"
        )
        assert not re.search(r"desk-\d", page.evaluate("document.cookie"))
        open_view(page, "review")
        expect_desk(page, "review")
        page.wait_for_url(f"{base}/desk?view=review")
        other.goto(f"{base}/themes")
        assert ways(other) == [*WAYS, say("pages.desk")]
        other.goto(f"{base}/desk?view=audit")
        expect_desk(other, "audit")

        stranger = contexts().new_page()
        answer = stranger.goto(f"{base}/desk")
        assert answer is not None
        assert answer.status == 404
        stranger.goto(base)
        assert ways(stranger) == WAYS

        page.get_by_text(say("desk.sign_out")).click()
        assert ways(page) == WAYS
        open_view(other, "bench")
        other.wait_for_url(f"{base}/")
        assert ways(other) == WAYS
        assert printed.partition("key=")[2] not in said.read_text("utf-8").replace(printed, "")


def test_staff_sign_in_and_are_led_away_once_they_are_no_longer_listed(
    contexts: Contexts, tmp_path: Path
) -> None:
    secrets = tmp_path / "secrets.toml"
    with provider.running() as issuer:
        told = {
            "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
            "server_metadata_url": f"{issuer}/.well-known/openid-configuration",
        }
        signing.write(secrets, **told)
        provider.vouch(issuer, "anna", email=signing.ANNA, email_verified=True, name="Anna Berg")
        with running(None, "--secrets.files", str(secrets)) as base:
            page = contexts().new_page()
            page.goto(f"{base}/desk/sign-in")
            expect(page.locator("h1")).to_have_text(say("desk.sign_in_title"))
            page.get_by_text(say("desk.sign_in"), exact=True).click()
            page.locator("input[name=sub]").fill("anna")
            page.locator("button").first.click()
            expect_desk(page, "documents")
            assert page.url == f"{base}/desk"
            expect(page.locator(".stHtml .standfirst")).to_contain_text(
                f"Anna Berg, signed in as {signing.ANNA}"
            )

            signing.write(secrets, allow=["ben@example.org"], **told)
            open_view(page, "publish")
            expect(page.locator("main .standfirst")).to_have_text(
                say("desk.sign_in_unlisted", email=signing.ANNA)
            )
            assert page.url == f"{base}/desk/sign-in"


TEXT = """Courts in brief

In 2021 the courts heard 4,300 cases. They heard 4,300 cases.
"""


FIRST = {"releases": "when", "audit": "number"}
# The headings of which a word stands on two lines: a rectangle for each line that one word takes.
BROKEN_WORDS = """[...document.querySelectorAll('.wide-table th')].filter(cell => {
  const range = document.createRange(), text = cell.firstChild, end = text.data.search(/ |$/);
  range.setStart(text, 0); range.setEnd(text, end);
  return range.getClientRects().length > 1;
}).map(cell => cell.textContent)"""


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of a desk over a small catalogue that is published, and the one with the key."""
    catalogue = small(tmp_path)
    assert cli.main(["build", "--datasets", str(catalogue.root)]) == 0
    said = tmp_path / "said"
    settings = {"DESK": "here", "DOCUMENTS_DIR": str(catalogue.texts)}
    with running(catalogue.root, "--logger.hideWelcomeMessage", "true", settings=settings, said=said) as base:
        (printed,) = re.findall(r"http\S+", said.read_text("utf-8"))
        yield base, printed


def idle(page: Page) -> None:
    page.wait_for_timeout(150)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def choose(page: Page, label: str, words: str) -> None:
    box = page.get_by_role("combobox", name=label).locator("visible=true").first
    box.click()
    box.fill(words)
    page.get_by_role("option").filter(has_text=words).first.click()
    idle(page)


def key(page: Page, name: str) -> None:
    page.keyboard.press(name)
    idle(page)


def set_aside(page: Page) -> None:
    """A date is shown as what is set aside, with the reason proposed: it is taken, and sent."""
    box = page.get_by_role("combobox", name=say("desk_bench.reason"))
    expect(box).to_be_visible()
    expect(box).to_have_value("")
    key(page, "p")
    expect(box).to_have_value("Date")
    key(page, "s")


def in_hand(page: Page, words: str, open_: int) -> None:
    expect(page.locator("h2.phrase")).to_have_text(f"“{words}”")
    expect(page.locator(".bench-counts .open")).to_have_text(str(open_))


def test_a_text_becomes_a_published_drawing_and_is_taken_back(
    contexts: Contexts, at_work: tuple[str, str]
) -> None:
    base, printed = at_work
    page, visitor = contexts().new_page(), contexts().new_page()
    page.goto(printed)
    visitor.goto(f"{base}/themes?theme=reform")
    first = visitor.locator(".foot").get_attribute("data-release")
    page.get_by_role("textbox", name=say("desk_documents.pasted")).fill(TEXT)
    page.get_by_role("textbox", name=say("desk_documents.name"), exact=True).fill("courts")
    page.get_by_role("textbox", name=say("desk_documents.title"), exact=True).fill("Courts in brief")
    page.get_by_role("button", name=say("desk_documents.bring_it")).click()
    in_hand(page, "2021", 3)
    page.locator("ul.proposed >> visible=true").first.wait_for()

    # By the keys: a date is set aside, a figure is kept, and what repeats it is merged.
    page.locator("h2.phrase").click()
    set_aside(page)
    in_hand(page, "4,300", 2)
    key(page, "a")
    key(page, "p")
    choose(page, say("desk_bench.cell_measure"), "People held")
    choose(page, say("desk_bench.cell_region"), "United States")
    key(page, "Escape")
    key(page, "a")
    in_hand(page, "4,300", 1)
    key(page, "k")
    key(page, "r")
    expect(page.locator(".bench-counts .open")).to_have_text("0")
    # And back: the date is open again, and set aside once more.
    key(page, "k")
    key(page, "u")
    in_hand(page, "2021", 1)
    set_aside(page)
    expect(page.locator(".bench-counts")).to_contain_text(say("desk_bench.all_done"))
    page.reload()
    expect(page.locator(".bench-counts")).to_contain_text(say("desk_bench.all_done"))

    open_view(page, "review")
    expect(page.locator(".desk-reach")).to_contain_text("4,300")
    open_view(page, "publish")
    page.get_by_role("textbox", name=say("desk_publish.note")).fill("A text on courts")
    page.get_by_role("button", name=say("desk_publish.publish")).click()
    expect(page.locator(".outcome")).to_contain_text("Published as release")

    visitor.get_by_role("link", name=say("pages.regions")).first.click()
    expect(visitor.locator(".newer")).to_be_visible()
    assert visitor.locator(".foot").get_attribute("data-release") == first
    visitor.locator(".newer a").click()
    expect(visitor.locator(f".foot:not([data-release='{first}'])")).to_be_visible()
    expect(visitor.locator(".newer")).to_have_count(0)
    visitor.goto(f"{base}/figures?figure=courts-held")
    expect(visitor.locator("h1")).to_contain_text("4,300")

    choose(page, say("desk_releases.which"), str(first))
    page.get_by_role("textbox", name=say("desk_releases.rollback_note")).fill("Only tried")
    page.set_viewport_size({"width": 390, "height": 500})
    page.get_by_role("button", name=say("desk_releases.rollback", release=first)).click()
    expect(page.locator(".outcome")).to_contain_text(say("desk_going.unseen_one"))
    expect(page.locator(".outcome")).to_be_in_viewport(ratio=1)
    page.get_by_role("checkbox").first.locator("xpath=ancestor::label").click()
    idle(page)
    page.get_by_role("button", name=say("desk_releases.rollback", release=first)).click()
    expect(page.locator(".outcome")).to_contain_text("is in use again")
    expect(page.locator(".outcome")).to_be_in_viewport(ratio=1)
    for view in ("releases", "audit"):
        open_view(page, view)
        expect(page.locator(".wide-table th").first).to_have_text(say(f"desk_{view}.{FIRST[view]}"))
        assert page.evaluate(BROKEN_WORDS) == []
    answer = visitor.goto(f"{base}/figure/courts-held")
    assert answer is not None
    assert answer.status == 410
