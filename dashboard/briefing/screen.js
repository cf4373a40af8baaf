/* What stands on the screen is what is presented, saved and copied: what was typed last counts, though the address may not have it yet. */
(() => {
  'use strict';

  // The parts of a slide's code in their order; those that can be typed, with their control.
  const PART = /~([a-z])((?:[^~]|~~)*)/g;
  const LETTERS = { title: 't', text: 'x', notes: 'n', seconds: 's', kept: 'k', checked: 'c' };
  const CARRIES = '[data-testid=stMain] a[href^="/briefing/"]';
  const LINK = '.deck-link pre';

  // A control that nobody has been at says nothing: the page may still be writing it.
  const touched = new WeakSet();
  const touch = event => {
    const around = event.target.closest?.('[class*="st-key-briefing_"]');
    for (const field of around?.querySelectorAll('input, textarea') ?? []) touched.add(field);
  };
  for (const sign of ['input', 'click']) document.addEventListener(sign, touch, true);

  const control = name => document.querySelector(`.st-key-briefing_${name} :is(input, textarea)`);
  const plain = (name, value) => (name === 'seconds' ? Number(value) || 0 : value);
  const head = code => code.split('~', 1)[0];

  /* The fields that say something else than the page was written with; none while they belong to another slide than the address. */
  function typed(asked) {
    const found = {};
    const written = JSON.parse(document.querySelector('[data-fields]')?.dataset.fields ?? 'null');
    const same = written && written.at === asked.at && written.slides === asked.slides.length && written.head === head(asked.slides[asked.at - 1] ?? '');
    for (const [name, value] of Object.entries(same ? written.fields : {})) {
      const field = control(name);
      if (touched.has(field) && plain(name, field.value) !== value) found[name] = String(plain(name, field.value) || '');
    }
    return found;
  }

  function named() {
    const written = document.querySelector('[data-strip]')?.dataset.title;
    const field = control('deck_title');
    return touched.has(field) && written !== undefined && field.value !== written ? field.value : null;
  }

  function coded(code, found) {
    const parts = new Map([...code.matchAll(PART)].map(([, letter, text]) => [letter, text]));
    for (const [name, value] of Object.entries(found)) parts.set(LETTERS[name], value.replaceAll('~', '~~'));
    return head(code) + Object.values(LETTERS).map(letter => (parts.get(letter) ? `~${letter}${parts.get(letter)}` : '')).join('');
  }

  const unsent = () => named() !== null || Object.keys(typed(window.briefing.asked())).length > 0;

  /* The deck of the address with what was typed since. */
  function onScreen() {
    const deck = window.briefing.asked();
    const found = typed(deck);
    deck.title = named() ?? deck.title;
    if (Object.keys(found).length) deck.slides[deck.at - 1] = coded(deck.slides[deck.at - 1], found);
    return deck;
  }

  /* Every way that leads on with the deck, and the link to be copied. */
  let late = false; // they hold what the server did not write
  function carry() {
    const deck = { ...onScreen(), at: 1 };
    if (!deck.slides.length) return;
    late = unsent();
    deck.release ||= document.querySelector('.foot[data-release]')?.dataset.release;
    const query = window.briefing.query(deck);
    const ways = document.querySelectorAll(CARRIES);
    const links = document.querySelectorAll(LINK);
    if (query.length > window.carrying.LONGEST_PLAIN) return void window.carrying.carry(ways, links, deck);
    window.carrying.lead(ways, query);
    for (const link of links) {
      const words = `${link.textContent.split('?', 1)[0]}?${query}`;
      if (link.textContent !== words) link.textContent = words;
    }
  }

  const main = event => event.target.closest?.('[data-testid=stMain]') && location.pathname === '/briefing';
  // Before the browser, or what else listens, does anything with them.
  for (const sign of ['input', 'pointerdown', 'click', 'auxclick', 'contextmenu', 'focusin']) {
    document.addEventListener(sign, event => { if (main(event)) carry(); }, true);
  }

  // What the server wrote meanwhile does not know the last of it.
  new MutationObserver(() => { if (location.pathname === '/briefing' && (late || unsent())) carry(); }).observe(document.documentElement, { childList: true, subtree: true });

  Object.assign(window.briefing, { unsent, onScreen });
})();
