/* Copies the words beside a button [data-copy]; where the browser does not allow it they are marked, to be copied by hand. */
(() => {
  'use strict';

  const TOLD_FOR = 4000;

  function mark(words) {
    const range = document.createRange();
    range.selectNodeContents(words);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  document.addEventListener('click', async event => {
    const button = event.target.closest?.('[data-copy]');
    if (!button) return;
    const words = button.parentElement.querySelector('pre');
    const told = button.parentElement.querySelector('[role=status]');
    try {
      await navigator.clipboard.writeText(words.textContent);
      told.textContent = button.dataset.done;
    } catch {
      mark(words);
      told.textContent = button.dataset.byHand;
    }
    setTimeout(() => { told.textContent = ''; }, TOLD_FOR);
  });
})();
