/* The filmstrip [data-strip]: slides are chosen and put in order, and the address is rewritten for it; the page follows the address. */
(() => {
  'use strict';

  const IDLE = 60;
  const LONGEST = 4000;
  const { search, query } = window.carrying;
  let dragged = 0;
  let focus = null; // what is to have the focus once the page has followed
  let typed = null; // the address that does not hold yet what was typed

  document.addEventListener('input', event => {
    if (event.target.closest?.('[data-testid=stMain] :is(input, textarea)')) typed = search();
  });

  /* What was being typed goes to the address first: the next step is taken from there. */
  async function settled() {
    const began = performance.now();
    const running = () => document.querySelector('.stApp')?.dataset.testScriptState !== 'notRunning';
    do await new Promise(done => setTimeout(done, IDLE));
    while ((running() || typed === search()) && performance.now() - began < LONGEST);
    typed = null;
  }

  async function step(change) {
    await settled();
    const asked = new URLSearchParams(search());
    const slides = asked.getAll('slide').filter(Boolean);
    const at = change(slides, Number(asked.get('at') ?? 1));
    window.briefing.go(await query({ title: asked.get('title') ?? '', release: asked.get('release') ?? '', slides }, at));
  }

  const choose = at => step(() => at);

  /* A slide from one place to another, from 1; it becomes the chosen one. */
  function move(from, to, told = true) {
    step(codes => {
      const place = Math.max(1, Math.min(to, codes.length));
      codes.splice(place - 1, 0, ...codes.splice(from - 1, 1));
      if (told) window.briefing.tell(window.briefing.words.moved.replace('{number}', place));
      return place;
    });
  }

  const item = spot => spot?.closest?.('[data-strip] > li');
  const place = one => Number(one.dataset.at);

  document.addEventListener('click', event => {
    const one = item(event.target);
    const button = one && event.target.closest('button');
    if (!button) return;
    if ('choose' in button.dataset) {
      focus = { at: place(one), what: '[data-choose]' };
      return void choose(place(one));
    }
    const by = Number(button.dataset.move);
    focus = { at: place(one) + by, what: `[data-move="${by}"]` };
    move(place(one), place(one) + by);
  });

  document.addEventListener('keydown', event => {
    const one = item(event.target);
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!one || !by || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const next = place(one) + by;
    if (next < 1 || next > one.parentElement.children.length) return;
    event.preventDefault();
    if (!event.altKey) return void one.parentElement.children[next - 1].querySelector('[data-choose]').focus();
    focus = { at: next, what: '[data-choose]' };
    move(place(one), next);
  });

  document.addEventListener('dragstart', event => {
    const one = item(event.target);
    if (!one) return;
    dragged = place(one);
    one.classList.add('dragged');
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', String(dragged));
  });
  document.addEventListener('dragover', event => {
    const one = dragged && item(event.target);
    if (!one) return;
    event.preventDefault();
    for (const other of one.parentElement.children) other.classList.toggle('over', other === one && place(one) !== dragged);
    one.classList.toggle('after', place(one) > dragged);
  });
  document.addEventListener('drop', event => {
    const one = dragged && item(event.target);
    if (!one) return;
    event.preventDefault();
    if (place(one) !== dragged) move(dragged, place(one));
  });
  document.addEventListener('dragend', () => {
    dragged = 0;
    for (const one of document.querySelectorAll('[data-strip] > li')) one.classList.remove('dragged', 'over', 'after');
  });

  /* The strip is written anew with each step: who moves a slide by the keyboard keeps hold of it. */
  new MutationObserver(() => {
    const one = focus && document.querySelector(`[data-strip] > li.chosen[data-at="${focus.at}"]`);
    if (!one) return;
    const target = one.querySelector(`${focus.what}:enabled`) ?? one.querySelector('[data-choose]');
    if ([document.body, null].includes(document.activeElement) || one.parentElement.contains(document.activeElement)) target.focus({ preventScroll: true });
    focus = null;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
