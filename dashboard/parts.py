"""What a page is made of: pieces of HTML, the same for all visitors, worked out once and put on the page in few steps."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import wraps
from itertools import groupby
from threading import Lock, RLock
from time import sleep
from typing import Literal, ParamSpec, TypeVar

import streamlit as st

from dashboard.keeping import kept

Colours = Literal["light", "dark"]
# In seconds. The browser gathers for ten milliseconds what comes, and shows all of it at once: what is seen first shall not
# wait for what stands below it.
HEAD_START = 0.014
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of HTML; ``scripted`` where a script in it puts something in its place, as with a map."""

    html: str
    scripted: bool = False


def colours() -> Colours:
    """The colours that the visitor sees the page in."""
    return "dark" if st.context.theme.type == "dark" else "light"


def once(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember what a function of a release gives, as ``kept`` does, and work out each answer only once.

    A crowd that comes for one page waits for the first who came, where a plain cache would work it out for each of them.
    """

    def remembering(function: Callable[P, T]) -> Callable[P, T]:
        lock = Lock()
        working: dict[Hashable, RLock] = {}
        remembered = kept(most)(function)

        @wraps(function)
        def given(*arguments: P.args, **options: P.kwargs) -> T:
            key = (arguments, tuple(sorted(options.items())))
            with lock:
                mine = working.setdefault(key, RLock())
            try:
                with mine:
                    return remembered(*arguments, **options)
            finally:
                with lock:
                    working.pop(key, None)

        return given

    return remembering


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same in as few parts as may be: each costs the server a message and the browser a step.

    What has a script stays apart, so that no script is let in with anything else.
    """
    return tuple(
        Part("".join(part.html for part in same), scripted)
        for scripted, same in groupby(parts, key=lambda part: part.scripted)
    )


def show(parts: Iterable[Part]) -> None:
    """Put the parts on the page, one after the other; an empty one leaves no trace."""
    for place, part in enumerate(part for part in parts if part.html):
        if place == 1:
            sleep(HEAD_START)
        st.html(part.html, unsafe_allow_javascript=part.scripted)
