/* Follows a link to another page of the site inside the page that is open: no file is fetched twice, and back leads back. */
(() => {
  'use strict';

  const PAGES = new Set(JSON.parse(document.currentScript.dataset.pages));
  const open = () => document.querySelector('.stApp')?.dataset.testConnectionState === 'CONNECTED';
  const plain = event => event.button === 0 && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

  /* Where a link leads, if it is to a page of ours in this window and not to a place within one. */
  function target(link) {
    const written = link?.getAttribute('href') ?? link?.getAttribute('xlink:href');
    if (!written || link.hasAttribute('download') || !['', '_self', null].includes(link.getAttribute('target'))) return null;
    const address = new URL(written, location.href);
    return address.origin === location.origin && PAGES.has(address.pathname) && !address.hash ? address : null;
  }

  document.addEventListener('click', event => {
    const address = plain(event) && open() && target(event.target.closest?.('a'));
    if (!address) return;
    event.preventDefault();
    if (address.href !== location.href) history.pushState({}, '', address);
    // The framework runs a page anew when the visitor goes back or forward: this is the same step, taken by a link.
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);
  });
})();
