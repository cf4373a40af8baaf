/* A file that takes a while to be made: a[data-make] is fetched here, with words for it; where that fails the plain link is followed. */
(() => {
  'use strict';

  const PATIENCE = 300;
  const TRIES = 6; // while others are making theirs
  const KEPT_FOR = 60000;
  const words = window.briefing.words;

  const name = (answer, link) => /filename="([^"\\]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
    ?? new URL(link.href).pathname.split('/').pop();

  async function make(link) {
    const told = link.closest('.briefing-ways').querySelector('[data-making]');
    const began = performance.now();
    const say = (key, file = '') => { told.textContent = words[key].replace('{name}', link.dataset.make).replace('{file}', file).replace('{seconds}', Math.round((performance.now() - began) / 1000)); };
    let waits = false;
    const clock = setInterval(() => { if (performance.now() - began > PATIENCE) say(waits ? 'waiting' : 'making'); }, PATIENCE);
    link.setAttribute('aria-busy', 'true');
    try {
      let answer = null;
      for (let tries = 0; tries < TRIES; tries += 1) {
        answer = await fetch(link.href, 'carried' in link.dataset ? { method: 'POST', body: window.carrying.form() } : {});
        const again = answer.status === 503 && Number(answer.headers.get('retry-after'));
        if (!again) break;
        waits = true;
        await new Promise(done => setTimeout(done, again * 1000));
        waits = false;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const file = URL.createObjectURL(await answer.blob());
      const way = document.createElement('a');
      way.href = file;
      way.download = name(answer, link);
      way.click();
      setTimeout(() => URL.revokeObjectURL(file), KEPT_FOR);
      say('made', way.download);
    } catch {
      say('not_made');
      const plain = link.cloneNode(true);
      delete plain.dataset.make;
      plain.removeAttribute('aria-busy');
      told.append(' ', plain);
    } finally {
      clearInterval(clock);
      link.removeAttribute('aria-busy');
    }
  }

  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[data-make]');
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!link.hasAttribute('aria-busy')) make(link);
  });
})();
