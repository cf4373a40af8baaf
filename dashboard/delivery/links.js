/* Follows a link to another page of the site inside the page that is open: no file is fetched twice, and back leads back. */
(() => {
  'use strict';

  const PAGES = new Set(JSON.parse(document.currentScript.dataset.pages));
  const open = () => document.querySelector('.stApp')?.dataset.testConnectionState === 'CONNECTED';
  const plain = event => event.button === 0 && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

  /* Where a link leads, if it is to a page of ours in this window; to a place on the page that is open the browser leads. */
  function target(link) {
    const written = link?.getAttribute('href') ?? link?.getAttribute('xlink:href');
    if (!written || link.hasAttribute('download') || !['', '_self', null].includes(link.getAttribute('target'))) return null;
    const address = new URL(written, location.href);
    const within = address.hash && address.pathname === location.pathname && address.search === location.search;
    return address.origin === location.origin && PAGES.has(address.pathname) && !within ? address : null;
  }

  const LONGEST = 15000;
  const STEP = 60;
  const UNSEEN = 3000;
  const SENDING = 150;
  const TELLING = 4000;
  const app = () => document.querySelector('.stApp');
  const main = () => document.querySelector('[data-testid=stMain]');
  const title = () => document.querySelector('.stHtml h1');
  const settled = () => app()?.dataset.testScriptState === 'notRunning' && 'stands' in document.documentElement.dataset;
  const place = hash => (hash.length > 1 ? document.getElementById(decoded(hash.slice(1))) : null);

  function decoded(name) {
    try { return decodeURIComponent(name); } catch { return name; }
  }

  /* A place that stands in a fold is laid open before one is led to it. */
  function unfold(spot) {
    for (let fold = spot.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  }

  /* Moves the page to where it is meant to stand; false while it is still too short, or the place is not there. */
  function put(top, spot) {
    if (!spot) {
      main().scrollTo(0, top ?? 0);
      return Math.abs(main().scrollTop - (top ?? 0)) < 2;
    }
    unfold(spot);
    spot.scrollIntoView();
    return true;
  }

  /* Once the new page stands: where it was left, the place that was asked for, or its beginning. What is asked for takes the focus for
     those who listen, where a link was followed. It waits for the page to run and to keep still, and ends as soon as the visitor moves. */
  let arrival = 0;
  let arriving = false;
  function arrive({ top, hash = '', focus = false, cold = false }) {
    const own = ++arrival;
    const began = performance.now();
    const left = title();
    const held = document.activeElement;
    const spot = () => (top === undefined ? place(hash) : null);
    let ran = cold || Boolean(!focus && spot());
    let calm = 0;
    let before = null;
    const look = () => { ran ||= !settled() || title() !== left; };
    const watch = new MutationObserver(look);
    if (app()) watch.observe(app(), { attributeFilter: ['data-test-script-state'] });

    function end(there) {
      watch.disconnect();
      arriving = false;
      if (!there) return;
      const sought = spot() ?? title();
      // Named anew, a place that came later than its name is marked as the one that was asked for.
      if (cold && spot()) location.replace(location.hash);
      if (!focus || ![held, document.body, null].includes(document.activeElement)) return;
      sought?.setAttribute('tabindex', '-1');
      sought?.focus({ preventScroll: true });
    }

    function step() {
      if (own !== arrival) return void watch.disconnect();
      const waited = performance.now() - began;
      if (waited > LONGEST) return end(false);
      look();
      // A run can be over before anybody saw it, and leave everything as it was.
      ran ||= waited > UNSEEN;
      const wanting = top === undefined && hash && !spot();
      if (!ran || !main() || !('stands' in document.documentElement.dataset) || (wanting && !settled())) return void setTimeout(step, STEP);
      const { scrollTop, scrollHeight } = main();
      const still = before?.scrollHeight === scrollHeight;
      if (still && Math.abs(before.scrollTop - scrollTop) > 2) return end(false);
      const there = put(top, spot());
      before = { scrollTop: main().scrollTop, scrollHeight: main().scrollHeight };
      calm = still && settled() ? calm + 1 : 0;
      // A page that keeps still and is too short now stays too short.
      if (calm >= (there ? 4 : 16)) return end(true);
      setTimeout(step, STEP);
    }
    arriving = true;
    step();
  }

  for (const sign of ['wheel', 'touchmove', 'keydown', 'pointerdown']) addEventListener(sign, () => { arrival += 1; arriving = false; }, { passive: true });
  addEventListener('popstate', event => { if (event.isTrusted) arrive({ top: event.state?.top, hash: location.hash }); });
  if (location.hash || history.state?.top) arrive({ top: history.state?.top, hash: location.hash, cold: true });

  /* Each step of the visit knows how far it was read. */
  const save = () => { if (main() && !arriving) history.replaceState({ ...history.state, top: main().scrollTop }, ''); };
  addEventListener('scrollend', event => { if (event.target === main()) save(); }, true);
  addEventListener('click', save, true);

  /* What was typed is told to the server as its field is left, and the framework's answer would lead back to the page that was left: a
     step waits until that is over. */
  let typed = -TELLING;
  addEventListener('change', event => { if (main()?.contains(event.target)) typed = performance.now(); }, true);
  const since = () => performance.now() - typed;
  const unsent = () => location.pathname === '/briefing' && Boolean(window.briefing?.unsent?.());
  const telling = () => since() < SENDING || (since() < TELLING && (unsent() || app()?.dataset.testScriptState !== 'notRunning'));

  let asked = 0;
  async function lead(address) {
    const own = ++asked;
    while (telling()) await new Promise(done => setTimeout(done, STEP));
    if (own !== asked) return;
    if (address.href !== location.href) history.pushState({}, '', address);
    // The framework runs a page anew when the visitor goes back or forward: this is the same step, taken by a link.
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    arrive({ hash: address.hash, focus: true });
  }

  document.addEventListener('click', event => {
    const address = plain(event) && open() && target(event.target.closest?.('a'));
    if (!address) return;
    event.preventDefault();
    lead(address);
  });

  /* Search words change while one types: they belong to the step that is open, or back would take them away piece by piece. */
  const push = history.pushState.bind(history);
  const typing = address => document.activeElement?.type === 'search' && new URL(address ?? '', location.href).pathname === location.pathname;
  history.pushState = (state, title, address) => (typing(address) ? history.replaceState(state, title, address) : push(state, title, address));
})();
