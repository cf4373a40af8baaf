/* Copies the words beside a button [data-copy]; where the browser does not allow it they are marked, to be copied by hand. */
(() => {
  'use strict';

  const TOLD_FOR = 3000;
  let clock = 0;

  function mark(words) {
    const range = document.createRange();
    range.selectNodeContents(words);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  /* What was copied last is said, and nothing before it. */
  function hush() {
    for (const told of document.querySelectorAll('.to-copy [role=status]')) told.textContent = '';
  }

  document.addEventListener('click', async event => {
    const button = event.target.closest?.('[data-copy]');
    if (!button) return;
    const block = button.closest('.to-copy');
    const words = block.querySelector('pre');
    const told = block.querySelector('[role=status]');
    clearTimeout(clock);
    hush();
    try {
      await navigator.clipboard.writeText(words.textContent);
      told.textContent = button.dataset.done;
    } catch {
      mark(words);
      told.textContent = button.dataset.byHand;
    }
    clock = setTimeout(hush, TOLD_FOR);
  });
})();
