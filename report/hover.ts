/** A line under the pointer, and what each chart reads there. Everything it says is in the page without it. */
export const hover = `
const ns = 'http://www.w3.org/2000/svg';
const draw = (svg, name, cls) => {
  const made = svg.appendChild(document.createElementNS(ns, name));
  made.setAttribute('class', cls);
  return made;
};
const charts = [...document.querySelectorAll('svg[data-from]')].map((svg) => {
  const d = Object.fromEntries(Object.entries(svg.dataset).map(([k, v]) => [k, k === 'unit' ? v : Number(v)]));
  const path = svg.querySelector('.series')?.getAttribute('d') ?? '';
  const points = [...path.matchAll(/(-?[\\d.]+),(-?[\\d.]+)/g)].map((m) => [Number(m[1]), Number(m[2])]);
  return { svg, d, points, group: svg.closest('article') ?? document, line: draw(svg, 'path', 'cursor'), text: draw(svg, 'text', 'cursor') };
});
const say = (s) => {
  const a = Math.abs(s), sign = s < 0 ? '\\u2212' : '+';
  return 't' + sign + (a < 60 ? a.toFixed(1) + ' s' : Math.floor(a / 60) + ' min ' + Math.round(a % 60) + ' s');
};
const show = ({ svg, d, points, line, text }, ms) => {
  const x = d.left + ((ms - d.from) / (d.to - d.from)) * (d.right - d.left);
  if (x < d.left || x > d.right) return hide({ line, text });
  const near = points.reduce((best, p) => (Math.abs(p[0] - x) < Math.abs((best ?? p)[0] - x) ? p : (best ?? p)), undefined);
  const value = near && Math.abs(near[0] - x) < 24 ? d.high + ((near[1] - d.top) / (d.bottom - d.top)) * (d.low - d.high) : undefined;
  line.setAttribute('d', 'M' + x + ',' + d.top + 'V' + d.bottom);
  if (points.length > 0) text.textContent = say((ms - d.zero) / 1000) + (value === undefined ? '' : ': ' + Number(value.toPrecision(3)) + d.unit);
  text.setAttribute('x', Math.min(Math.max(x, 60), svg.viewBox.baseVal.width - 60));
  text.setAttribute('y', d.top + 12);
};
const hide = ({ line, text }) => { line.setAttribute('d', ''); text.textContent = ''; };
for (const chart of charts) {
  const same = charts.filter((one) => one.group === chart.group);
  chart.svg.addEventListener('pointermove', (event) => {
    const box = chart.svg.getBoundingClientRect(), { d } = chart;
    const x = ((event.clientX - box.left) / box.width) * chart.svg.viewBox.baseVal.width;
    const ms = d.from + ((x - d.left) / (d.right - d.left)) * (d.to - d.from);
    for (const one of same) show(one, ms);
  });
  chart.svg.addEventListener('pointerleave', () => same.forEach(hide));
}
`;
