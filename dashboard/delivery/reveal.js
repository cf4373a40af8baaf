/* Shows the page once all that one sees of it at first stands, in one piece: nothing jumps while the rest arrives. */
(() => {
  'use strict';

  const LATEST = 4000;
  let begun = 0;

  function stands() {
    const main = document.querySelector('[data-testid=stMain]');
    if (!main?.querySelector('.stHtml h1, .stHtml .notice')) return false;
    begun ||= performance.now();
    // Late is better than never: what has a title is worth reading.
    if (performance.now() - begun > LATEST) return true;
    if (document.fonts.status === 'loading') return false;
    const empty = [...main.querySelectorAll('[data-testid=stSkeleton]')].some(one => one.getBoundingClientRect().top < innerHeight);
    const finished = document.querySelector('.stApp').dataset.testScriptState === 'notRunning';
    return !empty && (finished || main.scrollHeight > 1.5 * innerHeight);
  }

  function look() {
    if (!stands()) return void setTimeout(look, 20);
    document.documentElement.dataset.stands = '';
    document.querySelector('.first-lines').remove();
  }

  look();
})();
