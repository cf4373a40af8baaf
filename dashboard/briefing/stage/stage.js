/* Presents the slides of this page: keys, touch and buttons; drawings are made before they are shown; nothing is fetched. */
(() => {
  'use strict';

  // As it came, before anything is changed: the speaker's window is written from it, with or without a server.
  const SOURCE = `<!doctype html>${document.documentElement.outerHTML}`;
  const SMALLEST = 13; // pixels of a drawing's smallest words
  const READ = 24; // pixels they should have on a slide of 1280 by 720
  const MOST = 2.5; // a drawing is not enlarged beyond this
  const LEAST = 0.55; // nor are words set smaller than this
  const MOST_BOARD = 1.5; // and those of a board with room to spare not larger than this
  const LEAST_CARD = 0.82; // 20 pixels on a screen of 1280 by 720; a card that is longer still is scrolled
  const SCROLLED = 0.4; // of what is seen of it, with each press of a key
  // Where a drawing may stand to its sentence, and what part of its size the sentence then has.
  const LAYOUTS = [['under', 1], ['under', 0.88], ['under', 0.78], ['under', 0.7], ['beside', 1]];
  const SWIPE = 48;
  const IDLE = 3000;
  const PATIENCE = 2500;

  const root = document.documentElement;
  const byId = id => document.getElementById(id);
  const held = name => JSON.parse(byId(name).textContent);
  const slides = [...document.querySelectorAll('.slide')];
  const { templates, charts } = held('charts');
  const said = held('said');
  const made = new Map(); // frame: how it was drawn
  const heard = [];
  let at = 0;

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const look = () => root.dataset.look ?? (dark.matches ? 'dark' : 'light');
  const flows = () => getComputedStyle(document.body).getPropertyValue('--flow').trim() === '1';

  /* Which of the widths it was made for can be enlarged most in this frame. */
  function largest(frame, options, most) {
    const { clientWidth: wide, clientHeight: high } = frame;
    return options.map(option => ({ option, wide, scale: Math.min(high / option.height, wide / option.width, most) }))
      .reduce((one, other) => (other.scale > one.scale + 0.01 ? other : one));
  }

  /* Under its sentence if its words can be read there, though the sentence be smaller; else where they are larger. */
  function placed(slide, frame, options) {
    const unit = parseFloat(getComputedStyle(slide).fontSize) / 16;
    const tried = [];
    for (const [layout, say] of LAYOUTS) {
      set(slide, layout, say);
      tried.push({ layout, say, ...largest(frame, options, MOST * unit) });
      if (tried.at(-1).scale * SMALLEST >= READ * unit) break;
    }
    const best = tried.reduce((one, other) => (other.scale > one.scale + 0.01 ? other : one));
    set(slide, best.layout, best.say);
    if (best.layout === 'beside') fit(slide.querySelector('.words'), '--say', LEAST, 1);
    return best;
  }
  function set(slide, layout, say) {
    slide.dataset.layout = layout;
    slide.querySelector('.words').style.setProperty('--say', say);
  }

  /* On a phone the drawing has the width of the page and the height it needs. */
  function flowing(slide, frame, options) {
    delete slide.dataset.layout;
    slide.querySelector('.words').style.removeProperty('--say');
    const wide = frame.clientWidth;
    const option = options.findLast(one => one.width <= wide) ?? options[0];
    const scale = Math.min(1, wide / option.width);
    frame.style.height = `${option.height * scale}px`;
    return { option, wide, scale };
  }

  /* What is written and not drawn is set in the largest size between two in which it fits. */
  function fit(written, by, least, most) {
    written.style.removeProperty(by);
    if (flows()) return;
    const set = size => written.style.setProperty(by, size.toFixed(3));
    const fits = () => written.scrollHeight <= written.clientHeight + 1 && written.scrollWidth <= written.clientWidth + 1;
    let [low, high] = [least, most];
    set(high);
    if (fits()) return;
    while (high - low > 0.01) {
      const middle = (low + high) / 2;
      set(middle);
      if (fits()) low = middle;
      else high = middle;
    }
    set(low);
  }

  /* A map has what room is left, and its names grow against it: they are read from the back all the same. */
  function names(slide, markup) {
    const read = READ * parseFloat(getComputedStyle(slide).fontSize) / 16;
    for (const name of markup.querySelectorAll('.mark text')) {
      name.style.removeProperty('font-size');
      const scale = name.getScreenCTM()?.a;
      if (!flows() && scale && parseFloat(getComputedStyle(name).fontSize) * scale < read) name.style.fontSize = `${read / scale}px`;
    }
  }

  function draw(slide) {
    const markup = slide?.querySelector('.markup');
    const frame = slide?.querySelector('.chart');
    const room = (frame ?? markup)?.closest('.stage, .screen');
    const size = room && `${look()} ${room.clientWidth} ${room.clientHeight}`;
    // Once for each size of the room: to measure words again at every change would hold up the change.
    if (markup?.clientWidth && made.get(markup) !== size) {
      made.set(markup, size);
      fit(markup, '--fit', LEAST, markup.querySelector('.board, .board-time') ? MOST_BOARD : 1);
      names(slide, markup);
    }
    if (!frame || !frame.clientWidth) return;
    if (!window.Plotly) {
      frame.classList.add('told');
      frame.textContent = frame.getAttribute('aria-label');
      return;
    }
    if (made.get(frame) === size) return;
    made.set(frame, size);
    frame.style.height = '';
    const options = charts[frame.dataset.chart][look()];
    const { option, wide, scale } = flows() ? flowing(slide, frame, options) : placed(slide, frame, options);
    if (!(scale > 0)) return;
    window.drawChart(frame, { data: option.data, layout: { ...option.layout, template: templates[look()] } }, wide / scale);
    for (const svg of frame.querySelectorAll('svg.main-svg')) svg.setAttribute('preserveAspectRatio', 'xMinYMid meet');
  }

  /* The slide in view, the next, the one before; then all others, nearest first, as the browser finds time. The page says when all are. */
  const idle = task => (window.requestIdleCallback ? requestIdleCallback(task, { timeout: 500 }) : setTimeout(task, 30));
  let turn = 0;
  function prepare() {
    const own = ++turn;
    delete root.dataset.prepared;
    const order = slides.map((_, i) => i).sort((one, other) => Math.abs(one - at - 0.1) - Math.abs(other - at - 0.1));
    const step = () => {
      const i = order.shift();
      if (own !== turn) return;
      if (i === undefined) {
        root.dataset.prepared = '';
        return;
      }
      draw(slides[i]);
      idle(step);
    };
    idle(step);
  }

  function show(to, { told = true } = {}) {
    const next = Math.max(0, Math.min(to, slides.length - 1));
    const moved = next !== at;
    at = next;
    slides.forEach((slide, i) => {
      slide.classList.toggle('current', i === at);
      slide.toggleAttribute('inert', i !== at);
    });
    for (const one of document.querySelectorAll('.panel .told')) one.hidden = Number(one.dataset.of) !== at + 1;
    byId('place').textContent = `${at + 1} / ${slides.length}`;
    byId('line').style.transform = `scaleX(${(at + 1) / slides.length})`;
    if (moved) {
      black(false);
      for (const name of PANELS) byId(name).scrollTop = 0;
    }
    draw(slides[at]);
    card();
    if (told) byId('live').textContent = `${slides[at].getAttribute('aria-label')}. ${slides[at].querySelector('.sentence').textContent}`;
    for (const one of heard) one(moved);
    more();
    prepare();
  }

  /* A long card runs on from one column into the next; a longer one is set smaller. */
  function card() {
    const challenge = byId('challenge');
    if (challenge.hidden) return;
    challenge.style.removeProperty('--fit');
    delete challenge.dataset.layout;
    if (challenge.scrollHeight > challenge.clientHeight + 1) challenge.dataset.layout = 'columns';
    fit(challenge, '--fit', LEAST_CARD, 1);
  }

  /* What is open and longer than its room says so, and is scrolled by the keys up and down: whoever presents has a keyboard in front of
     them. At its end they turn the slides again, but not while they are still held down. */
  const PANELS = ['challenge', 'notes'];
  const below = one => one.scrollHeight - one.clientHeight - one.scrollTop;
  function more() {
    for (const one of PANELS.map(byId)) one.classList.toggle('more', !one.hidden && below(one) > 2);
  }
  function scrolls({ key, repeat, target }) {
    const open = PANELS.map(byId).find(one => !one.hidden) ?? target.closest?.('#desk-notes');
    const by = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (!open || !by || open.scrollHeight <= open.clientHeight + 2) return false;
    if ((by > 0 ? below(open) : open.scrollTop) <= 2) return repeat;
    open.scrollTop += by * Math.max(48, open.clientHeight * SCROLLED);
    return true;
  }

  const black = on => { byId('black').hidden = !on; };

  function panel(name) {
    const wanted = byId(name);
    const opens = wanted.hidden;
    if (name === 'challenge') byId('notes').hidden = true;
    else byId('challenge').hidden = true;
    wanted.hidden = !opens;
    for (const one of document.querySelectorAll('.bar [data-do]')) {
      const of = byId(one.dataset.do);
      if (of?.classList.contains('panel')) one.setAttribute('aria-pressed', !of.hidden);
    }
    card();
    if (opens) wanted.scrollTop = 0;
    more();
    if (opens && name === 'challenge') wanted.focus({ preventScroll: true });
  }

  /* What is open, the uppermost first. */
  function close() {
    const help = byId('help');
    if (help.open) return help.close();
    if (!byId('black').hidden) return black(false);
    for (const name of ['challenge', 'notes']) if (!byId(name).hidden) return panel(name);
    byId('says').hidden = true;
    if (document.fullscreenElement) document.exitFullscreen();
  }

  function say(words) {
    byId('says').textContent = words;
    byId('says').hidden = false;
    clearTimeout(say.ends);
    say.ends = setTimeout(() => { byId('says').hidden = true; }, 8000);
  }

  const named = () => {
    const word = look() === 'dark' ? said.light : said.dark;
    for (const one of document.querySelectorAll('.bar [data-do="look"]')) one.textContent = word;
  };
  function turned() {
    root.dataset.look = look() === 'dark' ? 'light' : 'dark';
    named();
    draw(slides[at]);
    prepare();
  }

  /* Where the browser lets us, Esc closes what is open first, and only then leaves the full screen. */
  async function full() {
    try {
      if (document.fullscreenElement) return void await document.exitFullscreen();
      await root.requestFullscreen();
      await navigator.keyboard?.lock?.(['Escape']);
    } catch { /* not allowed here */ }
  }

  /* To load the page anew without its server would lose it in front of people: it is asked first, for something small. */
  function reload() {
    // A file to take along holds its own policy, and has no server.
    if (document.querySelector('meta[http-equiv]')) return location.reload();
    const answer = new Image();
    const lost = setTimeout(() => { answer.src = ''; say(said.no_server); }, PATIENCE);
    answer.onload = () => { clearTimeout(lost); location.reload(); };
    answer.onerror = () => { clearTimeout(lost); say(said.no_server); };
    answer.src = `/app/static/icon.png?${Date.now()}`;
  }

  const DOES = {
    next: () => show(at + 1), back: () => show(at - 1), first: () => show(0), last: () => show(slides.length - 1),
    black: () => black(byId('black').hidden), notes: () => panel('notes'), challenge: () => panel('challenge'), full, look: turned, reload,
    help: () => (byId('help').open ? byId('help').close() : byId('help').showModal()), close,
  };
  const KEYS = {
    ArrowRight: 'next', ArrowDown: 'next', PageDown: 'next', ' ': 'next', ArrowLeft: 'back', ArrowUp: 'back', PageUp: 'back',
    Home: 'first', End: 'last', b: 'black', '.': 'black', n: 'notes', c: 'challenge', s: 'speaker', f: 'full', l: 'look', '?': 'help', Escape: 'close',
  };

  addEventListener('keydown', event => {
    if (event.key === 'F5' || (event.key.toLowerCase() === 'r' && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      DOES.reload();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === ' ' && event.target.closest?.('button')) return;
    const name = event.key === ' ' && event.shiftKey ? 'back' : KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    const modal = byId('help').open;
    if (!name || !DOES[name] || (modal && !['help', 'close'].includes(name))) return;
    event.preventDefault();
    if (!scrolls(event)) DOES[name]();
  });

  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-do]');
    if (button) return void DOES[button.dataset.do]?.();
    if (event.target === byId('black')) black(false);
  });

  for (const one of PANELS.map(byId)) one.addEventListener('scroll', more, { passive: true });

  /* A finger: a swipe to either side, or a tap near an edge. */
  let down = null;
  const stage = byId('stage');
  stage.addEventListener('pointerdown', event => { down = event.pointerType === 'mouse' ? null : event; });
  stage.addEventListener('pointercancel', () => { down = null; });
  stage.addEventListener('pointerup', event => {
    if (!down) return;
    const across = event.clientX - down.clientX;
    const along = event.clientY - down.clientY;
    down = null;
    const edge = stage.clientWidth * 0.15;
    if (Math.abs(across) >= SWIPE && Math.abs(across) > 1.5 * Math.abs(along)) DOES[across < 0 ? 'next' : 'back']();
    else if (Math.hypot(across, along) > 10) return;
    else if (event.clientX > stage.clientWidth - edge) DOES.next();
    else if (event.clientX < edge) DOES.back();
  });

  /* The buttons step back while nobody points. */
  let rest = 0;
  const stir = () => {
    document.body.classList.remove('idle');
    clearTimeout(rest);
    rest = setTimeout(() => document.body.classList.add('idle'), IDLE);
  };
  for (const sign of ['pointermove', 'pointerdown']) addEventListener(sign, stir, { passive: true });
  addEventListener('focusin', stir);
  stir();

  const inHash = () => (/^#\d{1,4}$/.test(location.hash) ? Number(location.hash.slice(1)) - 1 : 0);
  let sized = 0;
  addEventListener('resize', () => {
    clearTimeout(sized);
    sized = setTimeout(() => { draw(slides[at]); card(); more(); prepare(); }, 120);
  });
  new ResizeObserver(() => dispatchEvent(new Event('resize'))).observe(stage);
  dark.addEventListener('change', () => { named(); draw(slides[at]); prepare(); });

  window.stage = { SOURCE, DOES, slides, said, show, draw, black, say, hear: one => heard.push(one), place: () => at };

  named();
  /* Widths of words are measured as they are drawn: with the right letters, but never waiting long for them. */
  const letters = Promise.allSettled([...document.fonts].map(face => face.load()));
  Promise.race([letters, new Promise(done => setTimeout(done, 1500))]).then(() => {
    made.clear();
    draw(slides[at]);
    prepare();
    root.dataset.ready = '';
  });
  if (window.name !== 'briefing-speaker') {
    const follow = () => { history.replaceState(null, '', `#${at + 1}`); };
    at = Math.max(0, Math.min(inHash(), slides.length - 1));
    heard.push(follow);
    addEventListener('hashchange', () => show(inHash()));
    slides[at].classList.add('current');
  }
})();
