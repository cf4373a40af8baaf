/* Draws the charts of a page: every element [data-plot] holds a figure's specification and keeps its height free. */
(() => {
  'use strict';

  const own = document.currentScript.dataset;
  const BUNDLE = new URL(own.bundle, document.baseURI).href;
  const SANS = '"Libre Franklin Variable"';
  const NEAR = '60% 0px';

  const waiting = new Set(); // found, not drawn
  const drawn = new Map(); // drawn, and at which width
  let library = null;
  let busy = false;

  /* The library is fetched once, and again only if that failed. */
  function load() {
    library ??= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = BUNDLE;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => { library = null; script.remove(); reject(new Error('the library of the charts did not arrive')); };
      document.head.append(script);
    });
    return library;
  }

  /* In the frame's own pixels: the style sheet enlarges it on a projector. */
  const widthOf = frame => Math.floor(frame.getBoundingClientRect().width / (frame.currentCSSZoom ?? 1));

  function draw(frame) {
    const width = widthOf(frame);
    if (!frame.isConnected || width === 0 || drawn.get(frame) === width) return;
    waiting.delete(frame);
    drawn.set(frame, width);
    frame.classList.remove('told');
    window.drawChart(frame, JSON.parse(frame.dataset.plot), width);
    // Paper may be narrower than the screen: of two frames the one that was seen is the one that is printed.
    for (const other of frame.parentElement.querySelectorAll('[data-plot]')) other.classList.toggle('seen', other === frame);
  }

  /* Where the library does not arrive, the words stand in the picture's place. */
  function tell() {
    for (const frame of waiting) {
      frame.classList.add('told');
      frame.textContent = frame.getAttribute('aria-label');
    }
  }

  const seen = frame => {
    const box = frame.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.width > 0;
  };

  /* What is in view first and at once; the rest one by one, as the browser finds time. */
  async function work() {
    if (busy || waiting.size === 0) return;
    busy = true;
    try {
      await load();
      for (const frame of [...waiting].filter(seen)) draw(frame);
    } catch {
      tell();
    } finally {
      busy = false;
    }
    if (window.Plotly && waiting.size) idle(next);
  }

  function next() {
    for (const frame of waiting) if (!frame.isConnected) waiting.delete(frame);
    const frame = [...waiting].find(one => widthOf(one) > 0);
    if (!frame) return;
    draw(frame);
    if (waiting.size) idle(next);
  }

  const idle = task => (window.requestIdleCallback ? requestIdleCallback(task, { timeout: 1000 }) : setTimeout(task, 50));

  const near = new IntersectionObserver(entries => {
    if (!window.Plotly) return;
    for (const { isIntersecting, target } of entries) if (isIntersecting && waiting.has(target)) draw(target);
  }, { rootMargin: NEAR });

  const resized = new ResizeObserver(entries => {
    if (!window.Plotly) return;
    // Every frame reports once when it is first watched: to draw them all at that moment would hold up the page.
    for (const { target } of entries) if (drawn.has(target) || (waiting.has(target) && seen(target))) draw(target);
  });

  function look() {
    for (const frame of [...drawn.keys()]) if (!frame.isConnected) {
      window.Plotly.purge(frame);
      resized.unobserve(frame);
      near.unobserve(frame);
      drawn.delete(frame);
    }
    let found = false;
    for (const frame of document.querySelectorAll('[data-plot]')) if (!drawn.has(frame) && !waiting.has(frame)) {
      waiting.add(frame);
      near.observe(frame);
      resized.observe(frame);
      found = true;
    }
    if (found) work();
    // While the server works the page out the browser has nothing to do: it may read the library now.
    else if (!library && document.querySelector('.stApp[data-test-connection-state="CONNECTED"]')) setTimeout(() => load().catch(() => {}));
  }

  function everything() {
    if (window.Plotly) for (const frame of [...waiting]) draw(frame);
  }

  /* Widths of words are measured as they are drawn: with the right letters, or again once they are there. */
  function again() {
    const early = [...drawn.keys()];
    drawn.clear();
    for (const frame of early) draw(frame);
  }

  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ['data-test-connection-state'] });
  addEventListener('beforeprint', everything);
  if (!document.fonts.check(`14px ${SANS}`)) document.fonts.load(`14px ${SANS}`).then(again, () => {});
  window.drawings = { load, everything };
})();
