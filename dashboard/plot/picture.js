/* Makes a picture of a chart in the visitor's browser: the statement above, with what speaks against it; who says so and where from below. */
(() => {
  'use strict';

  const FONTS = JSON.parse(document.currentScript.dataset.fonts);
  const BASE = document.baseURI;
  const SANS = "'Libre Franklin Variable', 'Helvetica Neue', Arial, sans-serif";
  const SERIF = "'Newsreader Variable', Georgia, 'Times New Roman', serif";
  const WIDTH = 800;
  const EDGE = 32;
  const SCALE = 2;
  const SVG = 'http://www.w3.org/2000/svg';

  /* Which words, in which letters, in which of the page's colours; sizes in pixels of the picture. */
  const STATEMENT = { of: 'statement', family: SERIF, size: 28, weight: 500, line: 35, colour: '--ink' };
  const META = { of: 'meta', family: SANS, size: 15, weight: 400, line: 21, colour: '--muted' };
  /* What does not hold never travels without saying so; what only needs context is not in its colour. */
  const DOUBT = { of: 'doubt', family: SANS, size: 16, weight: 700, line: 23, colour: '--problem' };
  const CONTEXT = { ...DOUBT, colour: '--muted' };
  const SOURCE = { of: 'source', family: SANS, size: 14, weight: 400, line: 20, colour: '--muted' };

  const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);

  function wrapped(text, style) {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = `${style.weight} ${style.size}px ${style.family}`;
    const lines = [''];
    const fits = words => pen.measureText(words).width <= WIDTH - 2 * EDGE;
    for (const word of text.split(/\s+/).flatMap(one => broken(one, fits))) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (lines.at(-1) && !fits(longer)) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.filter(Boolean);
  }

  /* A word that is wider than the picture, such as an address, goes on in the next line. */
  function broken(word, fits) {
    const parts = [''];
    for (const letter of word) {
      if (fits(parts.at(-1) + letter)) parts[parts.length - 1] += letter;
      else parts.push(letter);
    }
    return parts;
  }

  /* The site's name, and where the drawing is found on it: on the page of one figure, that figure. */
  function whence({ site, path }) {
    const own = new URL(path || location.pathname, location.origin);
    const here = new URL(location.href);
    const figure = here.pathname === own.pathname && here.searchParams.get('figure');
    if (figure) own.searchParams.set('figure', figure);
    return `${site} · ${own.href}`;
  }

  /* Lines of words from a height on; gives the markup and the height after it. */
  function written(drawing, style, top, text = drawing.dataset[style.of] ?? '') {
    const lines = wrapped(text, style);
    const colour = getComputedStyle(drawing).getPropertyValue(style.colour).trim();
    const set = lines.map((line, i) => `<text x="${EDGE}" y="${top + style.size + i * style.line}">${escaped(line)}</text>`);
    return [
      `<g fill="${resolved(colour)}" font-family="${style.family}" font-size="${style.size}" font-weight="${style.weight}">${set.join('')}</g>`,
      top + lines.length * style.line,
    ];
  }

  /* light-dark(…) as the colour that it is on this page. */
  function resolved(colour) {
    const probe = document.createElement('i');
    probe.style.color = colour;
    document.querySelector('.stApp').append(probe);
    const plain = getComputedStyle(probe).color;
    probe.remove();
    return plain;
  }

  async function letters() {
    const faces = await Promise.all(Object.entries(FONTS).map(async ([family, path]) => {
      const blob = await (await fetch(new URL(path, BASE))).blob();
      const address = await new Promise(resolve => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result);
        reader.readAsDataURL(blob);
      });
      return `@font-face{font-family:'${family}';src:url(${address});font-weight:200 800}`;
    }));
    return `<style>${faces.join('')}</style>`;
  }

  /* The chart alone, drawn anew at the picture's width. A link leads nowhere outside the page it stands on. */
  async function chart(frame) {
    const { data, layout } = JSON.parse(frame.dataset.plot);
    const size = { width: WIDTH - 2 * EDGE, height: layout.height };
    const drawn = await window.Plotly.toImage({ data, layout: { ...layout, ...size, autosize: false }, config: { staticPlot: true } }, { ...size, format: 'svg', imageDataOnly: true });
    const svg = new DOMParser().parseFromString(drawn, 'image/svg+xml').documentElement;
    for (const part of svg.querySelectorAll('a, a *')) if (part.style) part.style.textDecoration = '';
    for (const link of svg.querySelectorAll('a')) for (const { name } of [...link.attributes]) if (/href|target|show/.test(name)) link.removeAttribute(name);
    return [svg, size];
  }

  async function picture(drawing) {
    await window.drawings.load();
    const frames = [...drawing.querySelectorAll('[data-plot]')];
    const frame = frames.findLast(one => one.classList.contains('wide')) ?? frames[0];
    const [svg, size] = await chart(frame);
    const [statement, under] = written(drawing, STATEMENT, EDGE);
    const [meta, said] = written(drawing, META, under + 4);
    const style = drawing.dataset.gravest === 'contradiction' ? DOUBT : CONTEXT;
    const [doubt, top] = drawing.dataset.doubt ? written(drawing, style, said + 8) : ['', said];
    svg.setAttribute('x', EDGE);
    svg.setAttribute('y', top + 18);
    const foot = top + 18 + size.height + 18;
    const [source, told] = written(drawing, SOURCE, foot + 8);
    const [site, end] = written(drawing, SOURCE, told, whence(drawing.dataset));
    const height = end + EDGE - 8;
    const page = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
    const rule = resolved(getComputedStyle(drawing).getPropertyValue('--rule'));
    return [
      `<svg xmlns="${SVG}" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">${await letters()}`
        + `<title>${escaped(drawing.dataset.statement)}</title><rect width="100%" height="100%" fill="${page}"/>${statement}${meta}${doubt}`
        + `${new XMLSerializer().serializeToString(svg)}<path d="M${EDGE} ${foot}H${WIDTH - EDGE}" stroke="${rule}"/>${source}${site}</svg>`,
      height,
    ];
  }

  async function pixels(svg, height) {
    const image = new Image();
    const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    try {
      image.src = address;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH * SCALE, height: Math.ceil(height * SCALE) });
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  async function save(button) {
    const drawing = button.closest('.drawing');
    const kind = button.dataset.save;
    button.disabled = true;
    try {
      const [svg, height] = await picture(drawing);
      const file = kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pixels(svg, height);
      const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: `${drawing.dataset.name}.${kind}` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    } finally {
      button.disabled = false;
    }
  }

  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-save]');
    if (button) save(button);
  });
})();
