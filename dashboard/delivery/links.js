/* Follows a link to another page of the site inside the page that is open: no file is fetched twice, and back leads back. */
(() => {
  'use strict';

  const PAGES = new Set(JSON.parse(document.currentScript.dataset.pages));
  const open = () => document.querySelector('.stApp')?.dataset.testConnectionState === 'CONNECTED';
  const plain = event => event.button === 0 && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

  /* Where a link leads, if it is to a page of ours in this window and not to a place within one. */
  function target(link) {
    const written = link?.getAttribute('href') ?? link?.getAttribute('xlink:href');
    if (!written || link.hasAttribute('download') || !['', '_self', null].includes(link.getAttribute('target'))) return null;
    const address = new URL(written, location.href);
    return address.origin === location.origin && PAGES.has(address.pathname) && !address.hash ? address : null;
  }

  const main = () => document.querySelector('[data-testid=stMain]');
  const settled = () => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning';

  /* Once the new page stands: back to where it was left, or to its beginning, with the title in focus for those who listen. */
  let arrival = 0;
  function arrive(top, followed) {
    const own = ++arrival;
    const began = performance.now();
    const until = began + 15000;
    const heading = () => document.querySelector('.stHtml h1')?.textContent;
    const left = heading();
    const step = () => {
      if (own !== arrival) return;
      main()?.scrollTo(0, top);
      // A title that is still the old one is that of a page about to go.
      const turned = !followed || heading() !== left;
      const there = turned && performance.now() - began > 150 && settled() && (!main() || Math.abs(main().scrollTop - top) < 2);
      if (!there && performance.now() < until) return void setTimeout(step, 60);
      if (!followed) return;
      const title = document.querySelector('.stHtml h1');
      title?.setAttribute('tabindex', '-1');
      title?.focus({ preventScroll: true });
    };
    step();
  }
  for (const sign of ['wheel', 'touchmove', 'keydown', 'pointerdown']) addEventListener(sign, () => { arrival += 1; }, { passive: true });
  addEventListener('popstate', event => { if (event.isTrusted) arrive(event.state?.top ?? 0, false); });

  document.addEventListener('click', event => {
    const address = plain(event) && open() && target(event.target.closest?.('a'));
    if (!address) return;
    event.preventDefault();
    history.replaceState({ ...history.state, top: main()?.scrollTop ?? 0 }, '');
    if (address.href !== location.href) history.pushState({}, '', address);
    // The framework runs a page anew when the visitor goes back or forward: this is the same step, taken by a link.
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    arrive(0, true);
  });
})();
