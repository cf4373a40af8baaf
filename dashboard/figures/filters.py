"""Which figures the table shows, as an address says it: address in, filters out, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from dashboard import addresses, themes
from dashboard.addresses import Choice
from dashboard.data import NOT_STATED, Release
from dashboard.keeping import kept
from dashboard.places import regions
from dashboard.words import say
from etl.vocabulary import PROBLEM_KINDS

LONGEST_SEARCH = 100
MOST_WORDS = 8
# In the order in which they are offered.
NARROWING = ("theme", "region", "document", "kind", "who", "doubt", "status")
CHOICES = (*NARROWING, "order")
KINDS = ("count", "share", "ratio", "change", "interval", "money", "rank", "magnitude", "event")
STATUSES = ("reported", "derived", "superseded")
WHO = ("stated", "missing")
# Any point to weigh, a point of one kind (a figure has the kind of its gravest), or none.
ANY, NONE = "yes", "no"
DOUBT = (ANY, *PROBLEM_KINDS, NONE)
ORDERS = ("place", "document", "latest")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the table shows. An empty filter lets everything through; ``page`` counts from 1."""

    q: str = ""
    theme: str = ""
    region: str = ""
    document: str = ""
    kind: str = ""
    who: str = ""
    doubt: str = ""
    status: str = ""
    order: str = ""
    page: int = 1

    @property
    def narrowing(self) -> tuple[str, ...]:
        """The names of the filters that leave something out, the search first."""
        return tuple(name for name in ("q", *NARROWING) if getattr(self, name))

    @property
    def address(self) -> dict[str, str]:
        """The parameters of the address that says the same, without what goes without saying."""
        said = {name: str(getattr(self, name)) for name in NAMES}
        return {name: text for name, text in said.items() if text and (name, text) != ("page", "1")}

    @property
    def path(self) -> str:
        """The address of the table that they show."""
        return f"/figures?{urlencode(self.address)}" if self.address else "/figures"

    def without(self, *names: str) -> Filters:
        """The same without these filters, from the first page on."""
        return self.having(**dict.fromkeys(names, ""))

    def at(self, page: int) -> Filters:
        """The same on another page."""
        return replace(self, page=page)

    def having(self, **chosen: str) -> Filters:
        """The same with these filters instead, from the first page on."""
        return replace(self, page=1, **chosen)


NAMES = tuple(field.name for field in fields(Filters))


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters that an address asks for, and for each part that could not be followed its name and why."""

    filters: Filters
    complaints: tuple[tuple[str, Choice], ...] = ()


def read(values: Mapping[str, Sequence[str]], release: Release) -> Asked:
    """The filters that an address asks for. Nothing in an address can raise: what it cannot mean falls back."""
    choices = {name: addresses.read(values.get(name, ()), options(release)[name], "") for name in CHOICES}
    choices["q"], choices["page"] = _search(values.get("q", ())), _page(values.get("page", ()))
    codes = {name: choice.code for name, choice in choices.items() if name != "page"}
    wrong = tuple((name, choices[name]) for name in NAMES if choices[name].complaint)
    return Asked(Filters(**codes, page=int(choices["page"].code or 1)), wrong)


def cleaned(text: str) -> str:
    """Search words as they go into the address: printable, with single spaces, not too long."""
    # Far more than is kept is never looked at: an address may hold any amount.
    printable = "".join(character if character.isprintable() else " " for character in text[:1000])
    words = printable[: 2 * LONGEST_SEARCH].split()[:MOST_WORDS]
    return " ".join(words)[:LONGEST_SEARCH].strip()


@kept()
def options(release: Release) -> Mapping[str, Mapping[str, str]]:
    """What can be chosen in each filter, code to name, in the order it is offered."""
    figures = release.figures
    kinds, statuses = (set(figures[name]) for name in ("kind", "status"))
    # Also those that are only named: whoever looks for one is told where it stands.
    spoken_of = {*figures["region"], *release.places["region"]}
    return {
        "theme": themes.names(release),
        "region": {code: name for code, name in regions.names(release).items() if code in spoken_of},
        "document": _documents(release),
        "kind": _said("kind", [kind for kind in KINDS if kind in kinds]),
        "who": _said("who", WHO),
        "doubt": _said("doubt", DOUBT),
        "status": _said("status", [status for status in STATUSES if status in statuses]),
        "order": _said("order", ORDERS),
    }


def named(name: str, filters: Filters, release: Release) -> str:
    """A filter's choice in a reader's words: the name of the theme, or the words searched for."""
    code = str(getattr(filters, name))
    return say("evidence.words", quote=code) if name == "q" else options(release)[name][code]


def _documents(release: Release) -> dict[str, str]:
    """Titles by code; where two documents share one, their publishers and then numbers tell them apart."""
    table = release.documents
    found: dict[str, str] = {}
    for code, title, publisher in zip(table["document"], table["title"], table["publisher"], strict=True):
        told = str(title)
        if (table["title"] == title).sum() > 1 and publisher != NOT_STATED:
            told = say("figures.two_alike", one=told, other=publisher)
        alike = sum(name == told or name.startswith(f"{told} (") for name in found.values())
        found[code] = say("figures.two_alike", one=told, other=alike + 1) if alike else told
    return found


def _said(name: str, codes: Sequence[str]) -> dict[str, str]:
    return {code: say(f"figures.{name}_{code}") for code in codes}


def _search(values: Sequence[str]) -> Choice:
    kept = [cleaned(value) for value in values]
    if len(set(kept)) > 1:
        return Choice(next(filter(None, kept)), "several")
    if not kept or not _too_long(values[0]):
        return Choice(kept[0] if kept else "")
    return addresses.read([kept[0]], (), kept[0])


def _too_long(text: str) -> bool:
    return len(text.strip()) > LONGEST_SEARCH or len(text[:1000].split()) > MOST_WORDS


def _page(values: Sequence[str]) -> Choice:
    good = [str(int(value)) for value in values if _is_page(value)]
    return addresses.read([str(int(value)) if _is_page(value) else value for value in values], good, "1")


def _is_page(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 7 and int(value) >= 1
