"""Do an act, and tell whoever asked for it how it went: once, at the head of the view, in words that name the remedy."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.desk.access import NotAllowed
from dashboard.words import say, say_number
from etl.faults import DataFault, EtlError, Unseen

LOGGER = logging.getLogger(__name__)
TOLD = "desk_outcome"
MOST_LINES = 20
TOLD_SO_FAR = "desk_outcomes"
# Whoever pressed a button far down does not see what is told at the head. The number makes each script a new one, which is run.
_INTO_VIEW = """
(() => {{
  const told = [...document.querySelectorAll('.outcome')].pop();
  if (told) requestAnimationFrame(() => told.scrollIntoView({{ block: 'center' }}));
}})(); // {number}
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an act went, in lines."""

    done: bool
    lines: tuple[str, ...]


def of(act: Callable[[], Sequence[str]]) -> Outcome:
    """Do it: the lines that it gives, or why it was refused. What nobody foresaw goes into the log."""
    try:
        return Outcome(True, tuple(act()))
    except NotAllowed:
        return Outcome(False, (say("desk.not_allowed"),))
    except DataFault as fault:
        return Outcome(False, tuple(map(str, fault.faults)))
    except Unseen as fault:
        return Outcome(False, (say_number("desk_going.unseen", len(fault.figures)),))
    except EtlError as fault:
        return Outcome(False, (str(fault),))
    except OSError as error:
        LOGGER.exception("an act failed")
        return Outcome(False, (say("desk.disk", reason=error.strerror or type(error).__name__),))


def keep(act: Callable[[], Sequence[str]]) -> bool:
    """Do it in the callback of a control; ``show`` tells in the run that follows. True if it was done."""
    st.session_state[TOLD] = outcome = of(act)
    return outcome.done


def tell(act: Callable[[], Sequence[str]]) -> None:
    """The same, for a control that wants nothing back."""
    keep(act)


def show() -> None:
    """How the last act went, once, and in view."""
    outcome = st.session_state.pop(TOLD, None)
    if isinstance(outcome, Outcome) and outcome.lines:
        st.html(markup(outcome))
        st.session_state[TOLD_SO_FAR] = number = st.session_state.get(TOLD_SO_FAR, 0) + 1
        st.html(f"<script>{_INTO_VIEW.format(number=number)}</script>", unsafe_allow_javascript=True)


def markup(outcome: Outcome) -> str:
    """The same as HTML."""
    shown = outcome.lines[:MOST_LINES]
    more = len(outcome.lines) - len(shown)
    lines = [*shown, *([say("desk.more_lines", number=more)] if more else [])]
    head = "" if outcome.done else f"<p><strong>{escape(say('desk.refused'))}</strong></p>"
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    role = "status" if outcome.done else "alert"
    return f'<div class="notice outcome" role="{role}">{head}<ul>{items}</ul></div>'
