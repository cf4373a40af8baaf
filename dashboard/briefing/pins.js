/* The briefing in work, in this browser alone: the buttons [data-pin], the key p, the count in the masthead, and what the page of the
   briefing shows. Nothing here trusts what the browser kept: it may be blocked, full, or anybody's words. */
(() => {
  'use strict';

  const words = JSON.parse(document.currentScript.dataset.briefing);
  const KEPT = 'briefing';
  const BEFORE = 'briefing-before';
  const AGREED = 'briefing-agreed'; // of this window alone
  const PAGE = '/briefing';
  const MOST = 100;
  const LONGEST = 12000;
  const TOLD_FOR = 5000;
  // What one points at, reads or has focused belongs to the button of the nearest of these.
  const AROUND = '.drawn, .card, .world-map, .dated, .one-figure, .place-head, .pin-head';
  const FIELDS = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"]';
  // ``mark`` tells a deck in work from another one, however both are changed: two windows with the same are at work on one deck.
  const EMPTY = { title: '', release: '', slides: [], mark: '' };
  const marked = () => Math.random().toString(36).slice(2);

  const memory = new Map(); // in place of a storage that cannot be used
  let blocked = false;
  const store = key => (key === AGREED ? sessionStorage : localStorage);

  function fetched(key) {
    if (!blocked) try { return store(key).getItem(key) ?? ''; } catch { blocked = true; }
    return memory.get(key) ?? '';
  }

  function keep(key, deck) {
    const text = deck ? JSON.stringify(deck) : '';
    memory.set(key, text);
    if (!blocked) try { store(key).setItem(key, text); } catch { blocked = true; }
  }

  const writable = text => { try { return Boolean(encodeURIComponent(text)) || text === ''; } catch { return false; } };
  const line = (text, longest) => (typeof text === 'string' && writable(text) ? text.slice(0, longest) : '');

  function read(text) {
    let held = null;
    try { held = JSON.parse(text || 'null'); } catch { /* not ours: as if nothing were kept */ }
    if (typeof held !== 'object' || !Array.isArray(held?.slides)) return EMPTY;
    const slides = held.slides.filter(code => typeof code === 'string' && code && code.length <= LONGEST && writable(code));
    return { title: line(held.title, 200), release: line(held.release, 120), slides: slides.slice(0, MOST), mark: line(held.mark, 40) };
  }

  const { plain: query, LONGEST_PLAIN, LONGEST_WITHIN } = window.carrying;
  const address = one => (one.slides.length ? `${PAGE}?${query(one)}` : PAGE);
  // A link leads out of the page: what is too long for one is found again where it is kept.
  const link = one => (address(one).length > LONGEST_PLAIN ? PAGE : address(one));

  /* What the address bar says, however it says it. */
  const asked = () => window.carrying.read(window.carrying.search());

  const head = code => code.split('~', 1)[0];
  const same = (one, other) => query({ ...one, at: 1 }) === query({ ...other, at: 1 });
  let deck = read(fetched(KEPT));
  const taken = new Map(); // what was unpinned on this visit, with its words and its place

  /* Who comes without a deck goes on with the one that is kept, before anything is asked of the server. */
  const asks = name => new URLSearchParams(location.search).get(name);
  const unsaid = () => (asks('deck') ?? 'kept') === 'kept' && !['title', 'release', 'slide'].some(asks);
  const short = address(deck).length <= LONGEST_WITHIN;
  const opened = asks('opened') ? `&opened=${encodeURIComponent(asks('opened'))}` : ''; // as in files.py
  if (location.pathname === PAGE && unsaid() && deck.slides.length && short) history.replaceState(history.state, '', address(deck) + opened);

  async function go(to, way = 'pushState') {
    history[way]({}, '', to.length > LONGEST_WITHIN ? await window.carrying.within(to) : to);
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
  }

  /* Told in words, for those who see and those who listen; with the way to the briefing. */
  let clock = 0;
  const live = document.createElement('div');
  live.className = 'pin-told';
  live.setAttribute('role', 'status');
  function tell(said) {
    if (!live.isConnected) document.body.append(live);
    const way = document.createElement('a');
    way.href = link(deck);
    way.textContent = words.open;
    live.replaceChildren(said, ...(location.pathname === PAGE ? [] : [' ', way]));
    clearTimeout(clock);
    clock = setTimeout(() => live.replaceChildren(), TOLD_FOR);
  }
  const counted = (name, number) => words[`${name}_${number === 1 ? 'one' : 'many'}`].replace('{number}', number);

  function pin(code) {
    deck = read(fetched(KEPT));
    const at = deck.slides.findIndex(one => head(one) === code);
    if (at >= 0) {
      taken.set(code, [deck.slides[at], at]);
      hold({ ...deck, slides: deck.slides.filter(one => head(one) !== code) });
      return tell(counted('taken', deck.slides.length));
    }
    if (deck.slides.length >= MOST) return tell(words.full);
    const [slide, place] = taken.get(code) ?? [code, deck.slides.length];
    const release = deck.release || document.querySelector('.foot[data-release]')?.dataset.release || '';
    hold({ ...deck, release, slides: deck.slides.toSpliced(place, 0, slide) });
    tell(counted('added', deck.slides.length));
  }

  function hold({ title, release, slides, mark }) {
    deck = { title, release, slides, mark: mark || marked() };
    keep(KEPT, deck);
    paint();
  }

  /* What stands on the page says what is kept. */
  const names = new WeakMap(); // what a button said before it was pressed, and what it is about
  function paint() {
    const held = new Set(deck.slides.map(head));
    for (const button of document.querySelectorAll('[data-pin]')) {
      if (!names.has(button)) names.set(button, [button.textContent, button.getAttribute('aria-label').slice(button.textContent.length)]);
      const [plain, about] = names.get(button);
      const pressed = held.has(button.dataset.pin);
      if (button.getAttribute('aria-pressed') === String(pressed)) continue;
      button.setAttribute('aria-pressed', pressed);
      button.textContent = pressed ? words.pinned : plain;
      button.setAttribute('aria-label', button.textContent + about);
    }
    const said = deck.slides.length ? words.way_held.replace('{number}', deck.slides.length) : words.way;
    for (const way of document.querySelectorAll('a[data-briefing]')) {
      if (way.textContent !== said) way.textContent = said;
      if (way.getAttribute('href') !== link(deck)) way.setAttribute('href', link(deck));
    }
  }

  /* The page of the briefing: what its address says is what is kept from now on. Where another window changed the same deck since both
     agreed, what either changed is kept; a deck that is another one gives way, and is offered back. */
  let shown = null;
  let pending = false; // another window has changed what is kept
  let led = ''; // where this page was led last, so that it takes over what another window changed
  function follow() {
    const page = document.querySelector('[data-deck]');
    if (!page) { shown = null; return; }
    offered();
    if (location.pathname !== PAGE || (page.dataset.deck === shown && !pending)) return;
    const arrived = shown === null;
    if (arrived) live.replaceChildren(); // it leads here
    const told = read(page.dataset.deck);
    // A page without slides is no answer to an address that has some: that one is on its way.
    if (!told.slides.length && asks('slide')) return;
    const fresh = page.dataset.deck !== shown;
    shown = page.dataset.deck;
    const agreed = read(fetched(AGREED));
    deck = read(fetched(KEPT));
    const one = Boolean(agreed.mark) && agreed.mark === deck.mark && (!arrived || same(told, agreed));
    if (same(told, deck)) {
      if (!deck.mark && deck.slides.length) hold(deck);
      agree();
    } else if (!told.slides.length && unsaid()) {
      // Whoever dropped the last slide has the release in the address: this one says nothing at all.
      if (deck.slides.length) go(address(deck), 'replaceState');
    } else if (one) {
      if (same(deck, agreed) || quiet(told)) merge(agreed, told);
      else pending = true;
    } else if (fresh) {
      if (deck.slides.length && (arrived || deck.mark !== agreed.mark)) keep(BEFORE, deck);
      hold({ ...told, mark: arrived ? '' : agreed.mark });
      agree();
      offered();
    }
  }

  function agree() {
    keep(AGREED, deck);
    pending = false;
  }

  /* Nothing of this page is on its way to the server, or back; nobody is typing. */
  const bare = one => ({ ...one, title: one.title.split(/\s+/).filter(Boolean).join(' '), release: '' });
  const quiet = told => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'
    && same(bare(asked()), bare(told)) && !window.briefing.unsent();

  function merge(agreed, told) {
    const made = window.mergedDecks(agreed, told, deck, asked().at);
    hold({ ...made, mark: agreed.mark });
    if (same(made, told)) return void agree();
    // They agree once the page shows what is kept.
    pending = true;
    const to = address(made);
    if (to === led) return;
    led = to;
    go(to, 'replaceState');
    const more = made.slides.length - told.slides.length;
    tell(more > 0 ? counted('merged', more) : words.merged);
  }

  function offered() {
    const offer = document.querySelector('[data-before]');
    const before = read(fetched(BEFORE));
    if (!offer) return;
    offer.hidden = !before.slides.length;
    const name = offer.querySelector('[data-before-name]');
    const said = before.title ? `“${before.title}” (${before.slides.length})` : `(${before.slides.length})`;
    if (name && name.textContent !== said) name.textContent = said;
  }

  function takeBack() {
    const before = read(fetched(BEFORE));
    keep(BEFORE, deck.slides.length ? deck : null);
    hold(before);
    go(address(before));
  }

  const look = () => { follow(); paint(); };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ['data-deck', 'data-test-script-state'] });
  addEventListener('storage', event => {
    if (event.key !== KEPT && event.key !== null) return;
    deck = read(fetched(KEPT));
    pending = true;
    look();
  });

  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-pin], [data-take-back], [data-let-go]');
    if (!button) return;
    if ('pin' in button.dataset) return void pin(button.dataset.pin);
    if ('takeBack' in button.dataset) return void takeBack();
    keep(BEFORE, null);
    look();
  });

  /* The key p: what has the focus, or what the pointer is on, whichever came last; else what most is seen of. */
  const scope = spot => {
    const around = spot?.closest?.(AROUND);
    return around && !around.querySelector(AROUND) ? around.querySelector('[data-pin]') : null;
  };
  const inView = button => {
    const box = (button.closest(AROUND) ?? button).getBoundingClientRect();
    const wide = Math.min(box.right, innerWidth) - Math.max(box.left, 0);
    const high = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    return Math.max(wide, 0) * Math.max(high, 0);
  };
  const most = () => [...document.querySelectorAll('[data-pin]')].map(button => [inView(button), button])
    .reduce((best, one) => (one[0] > best[0] ? one : best), [0, null])[1];

  // Who moves the pointer on looks there, though the button that was pressed before still has the focus.
  let pointed = false;
  addEventListener('pointermove', () => { pointed = true; }, { passive: true });
  addEventListener('focusin', () => { pointed = false; });

  document.addEventListener('keydown', event => {
    if (event.key !== 'p' || event.repeat || event.metaKey || event.ctrlKey || event.altKey || event.target.closest?.(FIELDS)) return;
    const under = scope([...document.querySelectorAll(':hover')].pop());
    const button = (pointed ? under : scope(document.activeElement) ?? under) ?? most();
    if (!button) return;
    event.preventDefault();
    pin(button.dataset.pin);
  });

  window.briefing = { words, go, tell, query, asked };
  look();
})();
