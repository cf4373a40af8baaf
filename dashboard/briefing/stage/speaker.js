/* The speaker's window: notes, clock and what comes next, in step with the window that all see. It is written from the page's own
   source, so it opens without a server too. */
(() => {
  'use strict';

  const NAME = 'briefing-speaker';
  const ASKED = 500; // how often the speaker's window asks where the other one is
  const PATIENCE = 3000; // and how long it waits for an answer
  const { SOURCE, DOES, slides, said, show, draw, black, say, hear, place } = window.stage;
  const byId = id => document.getElementById(id);
  const speaking = window.name === NAME;
  const deck = byId('deck').textContent;
  let other = null; // the window to keep in step with
  let following = false;
  let answered = Date.now();

  /* Of two windows of one browser each knows the other; what any third one sends is passed over. */
  const known = source => {
    if (source && source === other) return true;
    try { return Boolean(source) && !speaking && source.name === NAME && source.opener === window; } catch { return false; }
  };
  const tell = message => { if (other && !other.closed) other.postMessage({ briefing: deck, ...message }, '*'); };

  const ASKED_FOR = ['challenge', 'look'];
  const here = (more = {}) => tell({ ...more, sort: 'at', at: place(), black: !byId('black').hidden, card: !byId('challenge').hidden });

  /* Over the slide in view, what all see in its place. */
  function sign({ black: dark, card }) {
    byId('sign').textContent = dark ? said.black : card ? said.card : '';
    byId('sign').hidden = !dark && !card;
    byId('sign').classList.toggle('dark', Boolean(dark));
  }

  addEventListener('message', ({ data, source }) => {
    if (data?.briefing !== deck || !known(source)) return;
    if (!speaking) other = source;
    if (data.sort === 'hello') return here({ asked: data.at });
    // Of what one window may ask the other to do: nothing that needs a hand of its own, as the full screen does.
    if (data.sort === 'do') return void (!speaking && ASKED_FOR.includes(data.name) && DOES[data.name]());
    if (data.sort !== 'at' || !Number.isInteger(data.at)) return;
    if (speaking) {
      answered = Date.now();
      byId('alone').hidden = true;
      // An answer that crossed a step of this window is late: the next one will know of it.
      if (Number.isInteger(data.asked) && data.asked !== place()) return;
      sign(data);
    }
    following = true;
    if (data.at !== place()) show(data.at);
    black(Boolean(data.black));
    following = false;
  });

  hear(moved => { if (moved && !following) here(); });
  // What all see in place of the slide is told at once.
  for (const name of ['black', 'challenge', 'close']) {
    const does = DOES[name];
    DOES[name] = () => { does(); here(); };
  }

  if (!speaking) {
    DOES.speaker = () => {
      other = window.open('', NAME, 'popup,width=1180,height=820');
      if (!other) return say(said.blocked);
      // One that was open before this page was loaded anew goes on as it is, with its clock.
      if (other.document.getElementById('deck')?.textContent === deck) return other.focus();
      other.document.open();
      other.document.write(SOURCE);
      other.document.close();
    };
    return show(place(), { told: false });
  }

  /* From here on: the speaker's own window. */
  other = window.opener;
  document.body.classList.add('speaking');
  byId('desk').hidden = false;
  const store = byId('stage');
  const now = byId('now');
  const coming = byId('next');
  let began = null; // when the clock was started, less what it ran before
  let ran = 0;
  let entered = 0; // where the clock stood as the slide came

  const elapsed = () => ran + (began === null ? 0 : Date.now() - began);
  const clock = time => `${Math.floor(time / 60000)}:${String(Math.floor(time / 1000) % 60).padStart(2, '0')}`;

  function measured(id, spent, seconds) {
    const over = seconds && spent > seconds * 1000;
    const words = over ? said.over.replace('*', clock(spent - seconds * 1000)) : seconds ? said.target.replace('*', clock(seconds * 1000)) : '';
    byId(id).textContent = words;
    byId(id).classList.toggle('over', Boolean(over));
  }

  function tick() {
    const time = elapsed();
    byId('elapsed').textContent = clock(time);
    byId('on-slide').textContent = clock(time - entered);
    measured('deck-target', time, said.seconds);
    measured('slide-target', time - entered, Number(slides[place()].dataset.seconds));
  }

  const start = document.querySelector('[data-do="start"]');
  DOES.start = () => {
    if (began === null) began = Date.now();
    else { ran += Date.now() - began; began = null; }
    start.textContent = began === null ? said.start : said.pause;
    start.setAttribute('aria-label', start.textContent);
    tick();
  };
  DOES.reset = () => {
    ran = 0;
    entered = 0;
    if (began !== null) began = Date.now();
    tick();
  };

  /* What a panel tells of the slide, under its name where it follows on another; nothing where there is nothing to tell. */
  function told(panel, headed = false) {
    const found = byId(panel).querySelector(`.told[data-of="${place() + 1}"]`);
    if (headed && found.querySelector(':scope > .quiet')) return [];
    const copies = [...(headed ? [byId(panel).querySelector('h2')] : []), found].map(one => one.cloneNode(true));
    copies.at(-1).hidden = false;
    return copies;
  }

  function desk(moved) {
    for (const screen of [now, coming]) store.append(...screen.children);
    now.append(slides[place()]);
    const next = slides[place() + 1];
    if (next) coming.append(next);
    coming.hidden = !next;
    byId('last').hidden = Boolean(next);
    for (const one of [slides[place()], next]) if (one) { one.removeAttribute('inert'); draw(one); }
    byId('desk-place').textContent = byId('place').textContent;
    byId('desk-notes').replaceChildren(...told('notes'), ...told('challenge', true));
    byId('desk-notes').scrollTop = 0;
    // The first step begins the talk; from then on each slide has its own time.
    if (moved && began === null && ran === 0) DOES.start();
    entered = elapsed();
    tick();
  }

  // The notes are here, and this window has no address to be loaded from again.
  for (const name of ['notes', 'speaker', 'reload']) DOES[name] = () => {};
  for (const name of ASKED_FOR) DOES[name] = () => tell({ sort: 'do', name });
  DOES.full = () => say(said.full_there);
  const blackens = DOES.black;
  DOES.black = () => { blackens(); sign({ black: !byId('black').hidden }); };
  hear(desk);
  show(0, { told: false });
  /* The other window may be loaded anew, be closed, or be led elsewhere: it is asked all the time, and followed as soon as it answers. */
  setInterval(() => {
    tick();
    tell({ sort: 'hello', at: place() });
    if (!other || other.closed || Date.now() - answered > PATIENCE) {
      byId('alone').hidden = false;
      if (byId('black').hidden) sign({});
    }
  }, ASKED);
  tell({ sort: 'hello' });
})();
