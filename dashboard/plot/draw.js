/* Draws one chart into its frame, at a width in pixels of its own: on a page, on a slide, on paper. */
(() => {
  'use strict';

  const STILL = { staticPlot: true, displayModeBar: false, responsive: false };

  window.drawChart = (frame, { data, layout }, width) => {
    window.Plotly.newPlot(frame, data, { ...layout, width, autosize: false }, STILL);
    // On paper and on a slide the drawing takes the room it gets.
    for (const svg of frame.querySelectorAll('svg.main-svg')) svg.setAttribute('viewBox', `0 0 ${width} ${layout.height}`);
    // The library links the ground behind a linked word once more: one link is one stop for the keyboard.
    for (const second of frame.querySelectorAll('a:has(> rect.bg)')) second.replaceWith(...second.childNodes);
    frame.dataset.drawn = '';
  };
})();
