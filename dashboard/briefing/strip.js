/* The filmstrip [data-strip]: slides are chosen and put in order, and the address is rewritten for it; the page follows the address. */
(() => {
  'use strict';

  const IDLE = 60;
  const LONGEST = 4000;
  let dragged = null;
  let focus = null; // what has the focus, and is to have it again whenever the page writes the strip anew

  /* What was being typed goes to the address first: the next step is taken from there. */
  async function settled() {
    const began = performance.now();
    const running = () => document.querySelector('.stApp')?.dataset.testScriptState !== 'notRunning';
    do await new Promise(done => setTimeout(done, IDLE));
    while ((running() || window.briefing.unsent()) && performance.now() - began < LONGEST);
  }

  /* One step after the other: each is taken from where the one before led. */
  let last = Promise.resolve();
  function step(change) {
    last = last.catch(() => {}).then(async () => {
      await settled();
      const { slides, ...deck } = window.briefing.onScreen();
      const at = change(slides, deck.at);
      await window.briefing.go(`?${window.briefing.query({ ...deck, slides, at })}`);
    });
  }

  const item = spot => spot?.closest?.('[data-strip] > li');
  const places = new WeakMap(); // of the rows that were moved since the page wrote them
  const place = one => places.get(one) ?? Number(one.dataset.at);

  /* Where the slide in work stands under the list, it would be out of sight. */
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const reveal = () => document.querySelector('.st-key-briefing-slide')?.scrollIntoView({ behavior: still.matches ? 'auto' : 'smooth', block: 'start' });

  function choose(one) {
    const at = place(one);
    step(() => at);
  }

  /* A slide to another place, from 1; it becomes the chosen one. */
  function move(one, wanted) {
    const rows = [...one.parentElement.children];
    const from = place(one);
    const to = Math.max(1, Math.min(wanted, rows.length));
    const order = rows.sort((first, second) => place(first) - place(second));
    order.splice(to - 1, 0, ...order.splice(from - 1, 1));
    order.forEach((row, i) => places.set(row, i + 1));
    step(codes => {
      codes.splice(to - 1, 0, ...codes.splice(from - 1, 1));
      window.briefing.tell(window.briefing.words.moved.replace('{number}', to));
      return to;
    });
    return to;
  }

  /* What was added to so many slides is to be given a title first of all, once its controls say what it says. */
  async function titled(before) {
    const began = performance.now();
    while (performance.now() - began < LONGEST) {
      await new Promise(done => setTimeout(done, IDLE));
      const written = JSON.parse(document.querySelector('[data-fields]')?.dataset.fields ?? 'null');
      const field = document.querySelector('.st-key-briefing_title input');
      // Who has begun to write elsewhere goes on there.
      if (document.activeElement?.matches('input, textarea')) return;
      if (!field || !(written?.slides > before) || field.value !== written.fields.title) continue;
      field.focus();
      field.select();
      return;
    }
  }

  document.addEventListener('click', event => {
    const shown = Number(event.target.closest?.('[data-show]')?.dataset.show);
    if (shown) {
      step(() => shown);
      return reveal();
    }
    if (event.target.closest?.('[class*="st-key-briefing-go-add-"] button')) titled(document.querySelectorAll('[data-strip] > li').length);
    const one = item(event.target);
    const button = one && event.target.closest('button');
    if (!button) return;
    if ('choose' in button.dataset) {
      focus = { at: place(one), what: '[data-choose]' };
      choose(one);
      // A finger or a pointer: whoever goes along by the keyboard is still in the list.
      if (event.detail && matchMedia('(max-width: 60rem)').matches) reveal();
      return;
    }
    const by = Number(button.dataset.move);
    focus = { at: move(one, place(one) + by), what: `[data-move="${by}"]` };
  });

  document.addEventListener('keydown', event => {
    const one = item(event.target);
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!one || !by || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const next = place(one) + by;
    if (next < 1 || next > one.parentElement.children.length) return;
    event.preventDefault();
    if (event.altKey) focus = { at: move(one, next), what: '[data-choose]' };
    else {
      focus = null;
      (by < 0 ? one.previousElementSibling : one.nextElementSibling)?.querySelector('[data-choose]').focus();
    }
  });

  document.addEventListener('dragstart', event => {
    const one = item(event.target);
    if (!one) return;
    dragged = one;
    one.classList.add('dragged');
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', String(place(one)));
  });
  /* Where a slide would land that is let go here: on a row, or, anywhere under the last one, after it. */
  function landing(event) {
    const one = item(event.target);
    if (one) return one;
    const last = event.target.closest?.('.st-key-briefing-strip')?.querySelector('[data-strip] > li:last-child');
    return last && event.clientY > last.getBoundingClientRect().bottom ? last : null;
  }
  function marked(one) {
    for (const other of document.querySelectorAll('[data-strip] > li')) other.classList.toggle('over', other === one && one !== dragged);
    one?.classList.toggle('after', place(one) > place(dragged));
  }
  document.addEventListener('dragover', event => {
    if (!dragged) return;
    const one = landing(event);
    marked(one);
    if (one) event.preventDefault();
  });
  document.addEventListener('drop', event => {
    const one = dragged && landing(event);
    if (!one) return;
    event.preventDefault();
    if (one !== dragged) move(dragged, place(one));
  });
  document.addEventListener('dragend', () => {
    dragged = null;
    for (const one of document.querySelectorAll('[data-strip] > li')) one.classList.remove('dragged', 'over', 'after');
  });

  /* The strip is written anew with each step, once for each of several: who works on it by the keyboard keeps hold of the slide, until
     the focus goes elsewhere by itself. */
  const lost = () => [document.body, null].includes(document.activeElement);
  document.addEventListener('focusin', event => { if (!item(event.target)) focus = null; });
  document.addEventListener('pointerdown', event => { if (!item(event.target)) focus = null; });
  new MutationObserver(() => {
    const one = focus && lost() && document.querySelector(`[data-strip] > li.chosen[data-at="${focus.at}"]`);
    if (!one) return;
    (one.querySelector(`${focus.what}:enabled`) ?? one.querySelector('[data-choose]')).focus({ preventScroll: true });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
