/* A deck that is too long for an address in plain words. The page itself goes on with the plain address, which never leaves the browser; the
   address bar holds the deck packed, as packing.py reads it, or, where that is too long too, says that this browser keeps it. What no
   link can carry to the server goes there as a form. */
(() => {
  'use strict';

  const PAGE = '/briefing';
  const LONGEST_PLAIN = 2000; // as in packing.py
  const LONGEST = 6000; // as in deck.py
  const LONGEST_WITHIN = 500000; // the framework passes a longer one over
  const KEPT = '?deck=kept';
  const FILE = { kind: 'war-on-drugs-in-figures/briefing', version: 1 }; // as in deck.py
  const APART = '\0';
  const OF_DECK = /^(title|release|slide|at|deck)=/;

  const encoded = text => encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%20', '+');
  function plain({ title, release, slides, at = 1 }) {
    const pairs = [['title', title], ['release', release]].filter(([, value]) => value);
    pairs.push(...slides.map(code => ['slide', code]), ...(at > 1 ? [['at', at]] : []));
    return pairs.map(([name, value]) => `${name}=${encoded(value)}`).join('&');
  }

  function read(query) {
    const asked = new URLSearchParams(query);
    return { title: asked.get('title') ?? '', release: asked.get('release') ?? '', slides: asked.getAll('slide').filter(Boolean), at: Number(asked.get('at') ?? 1) || 1 };
  }

  /* The deck as the server has read it last. */
  function told() {
    try { return JSON.parse(document.querySelector('[data-deck]').dataset.deck); } catch { return null; }
  }

  /* What the page is asked for, in plain words, however the address bar says it. */
  function search() {
    const long = history.state?.briefing ?? location.search;
    const asked = new URLSearchParams(long);
    const deck = asked.has('deck') && told();
    return deck ? `?${plain({ ...deck, at: Number(asked.get('at') ?? 1) })}` : long;
  }

  const packedAs = (value, at) => `?deck=${value}${at > 1 ? `&at=${at}` : ''}`;
  const fits = short => short && location.origin.length + PAGE.length + short.length <= LONGEST;

  /* The query with a deck packed; '' where this browser cannot pack. */
  async function packed({ title, release, slides, at = 1 }) {
    if (!window.CompressionStream) return '';
    const words = [title, release, ...slides].map(part => part.replaceAll(APART, '')).join(APART);
    const squeezed = new Blob([words]).stream().pipeThrough(new CompressionStream('deflate'));
    const bytes = new Uint8Array(await new Response(squeezed).arrayBuffer());
    const letters = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
    return packedAs(letters.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''), at);
  }

  /* An address that the framework takes. */
  const within = async to => (await packed(read(to.slice(to.indexOf('?')))).then(query => query && `${PAGE}${query}`, () => '')) || to;

  /* Once the server has read a long address, the bar says it shorter. */
  let packing = '';
  async function shorten() {
    const long = location.search;
    if (location.pathname !== PAGE || long.length <= LONGEST_PLAIN || long === packing) return;
    const asked = new URLSearchParams(long);
    const { slides, at } = read(long);
    const deck = told();
    let short = packedAs('kept', at);
    if (!deck?.slides.length || (asked.has('deck') && fits(long))) return;
    if (!asked.has('deck')) {
      if (JSON.stringify(slides) !== JSON.stringify(deck.slides)) return;
      packing = long;
      const query = await packed({ ...deck, at }).catch(() => '');
      packing = '';
      if (location.pathname !== PAGE || location.search !== long) return;
      if (fits(query)) short = query;
    }
    // What the address does not hold, the step of the visit does: back, forward and reload have it from there.
    const state = short.startsWith(KEPT) ? { ...history.state, briefing: long } : history.state;
    history.replaceState(state, '', `${PAGE}${short}${location.hash}`);
  }

  /* Before the page is asked for, or asked anew, what the step holds is in its address again. */
  function lengthen() {
    const long = history.state?.briefing;
    if (long && location.pathname === PAGE) history.replaceState(history.state, '', `${PAGE}${long}${location.hash}`);
  }
  addEventListener('popstate', lengthen, true);
  lengthen();

  /* The ways that lead on with a deck whose plain words are too many, and the link to be copied. To pack it takes a moment: until then, and
     where no address holds it, it goes along as a form. */
  let last = { words: '', query: '' };
  let turn = 0;
  async function carry(ways, links, deck) {
    const own = ++turn;
    const words = plain(deck);
    const known = words === last.words;
    if (!known) lead(ways, '');
    const query = known ? last.query : await packed(deck).catch(() => '');
    last = { words, query };
    if (own !== turn) return;
    if (fits(query)) lead(ways, query.slice(1));
    for (const link of query ? links : []) {
      const told = `${link.textContent.split('?', 1)[0]}${query}`;
      if (link.textContent !== told) link.textContent = told;
    }
  }

  function lead(ways, query) {
    for (const way of ways) {
      const [path, asked = ''] = way.getAttribute('href').split('#', 1)[0].split('?');
      const pairs = [...asked.split('&').filter(pair => pair && !OF_DECK.test(pair)), query].filter(Boolean);
      way.setAttribute('href', `${path}${pairs.length ? '?' : ''}${pairs.join('&')}${way.hash}`);
      way.toggleAttribute('data-carried', !query);
    }
  }

  /* The deck on the screen as its small file. */
  function file() {
    const { title, release, slides } = window.briefing.onScreen();
    return JSON.stringify({ ...FILE, title, release, slides });
  }

  function form() {
    const held = new FormData();
    held.append('deck', new Blob([file()], { type: 'application/json' }), 'deck.json');
    return held;
  }

  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[data-carried]:not([data-make])');
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    const sent = Object.assign(document.createElement('form'), {
      method: 'post', enctype: 'multipart/form-data', action: link.href, target: link.target, rel: 'noopener', hidden: true,
    });
    sent.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'deck', value: file() }));
    document.body.append(sent);
    sent.submit();
    sent.remove();
  });

  new MutationObserver(shorten).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ['data-deck'] });
  window.carrying = { LONGEST_PLAIN, LONGEST_WITHIN, search, plain, read, within, lead, carry, form };
})();
