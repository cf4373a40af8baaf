"""Time visits in a real browser, by the page's own clock: from the start of the visit to what the visitor came for."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext

SCREEN = {"width": 1280, "height": 900}
# The moment at which the frame is drawn in which the condition first holds: what is posted from before it is told after it.
WATCH = """(() => {
  const visible = element => { const box = element.getBoundingClientRect(); return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true }); };
  const any = (selector, inside) => [...document.querySelectorAll(selector)].some(one => visible(one) && (!inside || one.querySelector(inside)));
  const when = condition => new Promise(resolve => {
    const look = () => {
      if (!condition()) return void requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
  window.reached = when(() => any(%r, %r));
  window.pressed = 0;
  addEventListener('pointerdown', () => { window.pressed = performance.now(); }, true);
  window.changed = text => when(() => (document.querySelector('h1')?.textContent ?? text) !== text && any('.js-plotly-plot', '.trace path, .point path, .points path'))
    .then(at => at - window.pressed);
})()"""
SETTLE = 800


@dataclass(frozen=True, slots=True)
class Goal:
    """What a visitor waits for: something visible, and in it something else where ``inside`` is given; CSS selectors."""

    selector: str
    inside: str = ""


WORDS = Goal("[data-testid=stMarkdownContainer] p")
CHART = Goal(".js-plotly-plot", ".main-svg .trace path, .main-svg .point path, .main-svg .points path")


def first_and_second(browser: Browser, address: str, goal: Goal) -> tuple[float, float]:
    """Milliseconds to the goal with nothing stored in the browser, and once more with what the first visit left."""
    context = _context(browser, goal)
    try:
        return _visit(context, address), _visit(context, address)
    finally:
        context.close()


def change(browser: Browser, address: str, option: str) -> float:
    """Milliseconds from pressing one option of a page until the page shows another title and its charts."""
    context = _context(browser, CHART)
    try:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        page.evaluate("window.reached")
        page.wait_for_timeout(SETTLE)
        shown = page.locator("h1").first.inner_text()
        # The watch stands before the button is pressed: nothing the test does in between counts.
        page.evaluate("text => { window.waiting = window.changed(text); }", shown)
        page.get_by_text(option, exact=True).first.click()
        taken: float = page.evaluate("window.waiting")
        return taken
    finally:
        context.close()


def _context(browser: Browser, goal: Goal) -> BrowserContext:
    context = browser.new_context(viewport=SCREEN)  # type: ignore[arg-type]
    context.add_init_script(WATCH % (goal.selector, goal.inside))
    return context


def _visit(context: BrowserContext, address: str) -> float:
    page = context.new_page()
    page.goto(address, wait_until="commit")
    taken: float = page.evaluate("window.reached")
    page.wait_for_timeout(SETTLE)
    page.close()
    return taken
