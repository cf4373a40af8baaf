/* Draws the handout's charts at the width they have on paper, and prints. */
(() => {
  'use strict';

  const { templates, charts } = JSON.parse(document.getElementById('charts').textContent);

  function draw(frame) {
    if (!window.Plotly) {
      frame.textContent = frame.getAttribute('aria-label');
      return;
    }
    const wide = Math.max(frame.clientWidth, 300);
    const options = charts[frame.dataset.chart].light;
    const option = options.findLast(one => one.width <= wide) ?? options[0];
    const width = Math.max(wide, option.width);
    window.drawChart(frame, { data: option.data, layout: { ...option.layout, template: templates.light } }, width);
    // In height the drawing takes what is left of half a page, in width what is left of the line.
    frame.style.aspectRatio = `${width} / ${option.height}`;
    for (const svg of frame.querySelectorAll('svg.main-svg')) svg.setAttribute('preserveAspectRatio', 'xMinYMin meet');
  }

  const letters = Promise.allSettled([...document.fonts].map(face => face.load()));
  Promise.race([letters, new Promise(done => setTimeout(done, 1500))]).then(() => {
    document.querySelectorAll('.chart').forEach(draw);
    document.documentElement.dataset.ready = '';
  });
  document.getElementById('print').addEventListener('click', () => window.print());
})();
