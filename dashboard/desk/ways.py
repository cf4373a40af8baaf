"""Scripts of the desk's pages: links within the desk keep the session, and the bench has keys."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.words import say

# One step of the visit without loading the page anew, as the links between the site's other pages do it.
_FOLLOW = """
(() => {
  if (window.deskWays) return;
  window.deskWays = true;
  document.addEventListener('click', event => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.('a[href^="/desk?"]');
    if (!link || link.target !== '_self') return;
    event.preventDefault();
    if (link.href !== location.href) history.pushState({}, '', link.href);
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
  });
  // A box to choose from takes Escape as a wish to be emptied: here it only closes, and the field is left.
  document.addEventListener('keydown', event => {
    const box = document.activeElement;
    if (event.key !== 'Escape' || !box?.matches('input[role=combobox]')) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    box.blur();
  }, true);
})();
"""

_KEYS = """
(() => {
  const typing = () => document.activeElement?.matches('input, textarea, [contenteditable], [role=combobox], [role=listbox]');
  const marks = () => [...document.querySelectorAll('.bench-text .mark')];
  const here = () => document.querySelector('.bench-text .mark[aria-current]');
  const press = name => document.querySelector(`.st-key-${name} button`)?.click();
  const step = (by, open) => {
    const all = marks();
    const at = all.indexOf(here());
    const order = all.map((_, number) => all[(at + by * (number + 1) + all.length * 2) % all.length]);
    const next = order.find(mark => !open || mark.classList.contains('open'));
    next?.click();
  };
  const tab = place => document.querySelectorAll('.st-key-bench-deciding [role=tab]')[place];
  const inView = place => !tab(place) || tab(place).ariaSelected === 'true';
  // A form that is not in view is shown first: nothing is sent that nobody has seen.
  const send = (place, name) => inView(place) ? press(name) : tab(place).click();
  const keys = {
    j: () => step(1, false), k: () => step(-1, false), o: () => step(1, true),
    p: () => press(inView(0) ? 'bench-propose' : 'bench-propose-reason'), a: () => send(0, 'bench-accept'), s: () => send(1, 'bench-aside'),
    r: () => press('bench-repeat'), u: () => press('bench-reopen'),
  };
  if (!window.benchKeys) {
    window.benchKeys = true;
    document.addEventListener('keydown', event => {
      if (!here() || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape' && typing()) document.activeElement.blur();
      if (typing()) return;
      const act = window.benchActs[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      act();
    }, true);
  }
  window.benchActs = keys;
  const spot = here();
  const frame = document.querySelector('.bench-text');
  if (spot && frame) {
    const inside = spot.getBoundingClientRect(), around = frame.getBoundingClientRect();
    if (inside.top < around.top || inside.bottom > around.bottom) frame.scrollTop += inside.top - around.top - around.height / 3;
  }
})();
"""


def follow() -> None:
    """Links within the desk are followed in the page that is open: what a session holds stays."""
    st.html(f"<script>{_FOLLOW}</script>", unsafe_allow_javascript=True)


def keys() -> None:
    """The keys of the bench, and which they are."""
    told = "".join(
        f"<li><kbd>{key}</kbd> {escape(say(f'desk_bench.key_{key}'))}</li>"
        for key in ("j", "k", "o", "p", "a", "s", "r", "u", "Esc")
    )
    st.html(
        f'<details class="bench-keys"><summary>{escape(say("desk_bench.keys"))}</summary><ul>{told}</ul></details>'
    )
    st.html(f"<script>{_KEYS}</script>", unsafe_allow_javascript=True)
