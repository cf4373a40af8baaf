/* Two windows that worked on one deck: what either changed since they last agreed is kept; where both changed the same thing, mine
   stands. Decks in, a deck out: nothing is kept or shown here. */
(() => {
  'use strict';

  const PART = /~([a-z])((?:[^~]|~~)*)/g;
  const ORDER = 'txnskc'; // of the parts in a slide's code
  const MOST = 100;
  const OF_WORDS = /^(section|text):$/;

  const head = code => code.split('~', 1)[0];
  const parts = code => new Map([...code.matchAll(PART)].map(([, letter, text]) => [letter, text]));
  const coded = (first, held) => first + [...ORDER].map(letter => (held.get(letter) ? `~${letter}${held.get(letter)}` : '')).join('');
  const picked = (before, mine, theirs) => (mine === before ? theirs : mine);

  /* For each slide which one of the earlier deck it is: the same to a letter, else the next of the same name; -1 for a new one. */
  function paired(before, slides) {
    const found = slides.map(() => -1);
    const left = new Set(before.keys());
    for (const alike of [(one, other) => one === other, (one, other) => head(one) === head(other)]) {
      slides.forEach((code, i) => {
        const place = found[i] < 0 ? [...left].find(at => alike(before[at], code)) : undefined;
        if (place === undefined) return;
        found[i] = place;
        left.delete(place);
      });
    }
    return found;
  }

  function slide(before, mine, theirs) {
    if (mine === before || theirs === before || mine === theirs) return picked(before, mine, theirs);
    const [was, own, other] = [before, mine, theirs].map(parts);
    return coded(head(mine), new Map([...ORDER].map(letter => [letter, picked(was.get(letter), own.get(letter), other.get(letter))])));
  }

  const rising = places => places.filter(place => place >= 0).every((place, i, all) => !i || place > all[i - 1]);

  /* Both have it since: the same view pinned here and there, or the same words to a letter. */
  const bothNew = (one, other) => one.was < 0 && other.was < 0
    && (one.code === other.code || (head(one.code) === head(other.code) && !OF_WORDS.test(head(one.code))));

  /* What stands in both, in the order of the one that was put in another order; what only one has stands after what it stood after. */
  function slides(before, mine, theirs) {
    const [here, there] = [paired(before, mine), paired(before, theirs)];
    const own = mine.map((code, i) => ({ code, was: here[i], mine: i }));
    const other = theirs.map((code, i) => ({ code, was: there[i] }));
    const [order, rest] = rising(here) ? [other, own] : [own, other];
    const left = new Set(rest);
    const met = new Map(); // of one list: the same in what is made
    const made = [];
    for (const one of order) {
      const same = [...left].find(two => (one.was >= 0 ? two.was === one.was : bothNew(one, two)));
      left.delete(same);
      const [of, to] = own === order ? [one, same] : [same, one];
      // What was taken out of one is gone, unless it was changed in the other since.
      if (!same && one.was >= 0 && one.code === before[one.was]) continue;
      const both = same ? { ...of, code: one.was < 0 ? of.code : slide(before[one.was], of.code, to.code) } : one;
      made.push(both);
      if (same) met.set(same, both);
    }
    let after = -1;
    for (const one of rest) {
      if (met.has(one)) after = made.indexOf(met.get(one));
      else if (one.was < 0 || one.code !== before[one.was]) made.splice(after += 1, 0, one);
    }
    return made.slice(0, MOST);
  }

  /* ``before`` is the deck that both began with, ``at`` the chosen slide of mine, from 1; it stays the chosen one. */
  window.mergedDecks = (before, mine, theirs, at = 1) => {
    const made = slides(before.slides, mine.slides, theirs.slides);
    const place = made.findIndex(one => one.mine === at - 1);
    return {
      ...theirs,
      title: picked(before.title, mine.title, theirs.title),
      release: picked(before.release, mine.release, theirs.release),
      slides: made.map(one => one.code),
      at: place < 0 ? Math.max(1, Math.min(at, made.length)) : place + 1,
    };
  };
})();
