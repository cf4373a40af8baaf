/* A deck that no address holds came along as a form. Loaded anew, the page asks for its address alone, which has none: so this window
   keeps the deck while it is open, and sends it along again. */
(() => {
  'use strict';

  const KEPT = 'briefing-presented';
  const held = document.getElementById('deck');
  const asked = new URLSearchParams(location.search);
  if (!location.protocol.startsWith('http') || ['deck', 'slide'].some(name => asked.has(name))) return;
  try {
    if (held) return void sessionStorage.setItem(KEPT, held.textContent);
    const deck = sessionStorage.getItem(KEPT);
    if (!deck) return;
    document.documentElement.style.visibility = 'hidden';
    const sent = Object.assign(document.createElement('form'), { method: 'post', enctype: 'multipart/form-data', action: location.href });
    sent.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'deck', value: deck }));
    document.body.append(sent);
    sent.submit();
  } catch { /* a browser that keeps nothing: the page says that there are no slides */ }
})();
