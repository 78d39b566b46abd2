type Tokens = Readonly<Record<string, string>>;

/** The colours by daylight and on paper. Words reach at least 4.5:1 on what they stand on. */
export const light: Tokens = {
  ...{
    page: '#ffffff',
    card: '#f7f8fa',
    text: '#1b1f24',
    quiet: '#57606a',
    rule: '#d4d9df',
    grid: '#e6e9ed',
  },
  ...{ good: '#176f33', bad: '#c11c28', open: '#8a5a00', series: '#0a5fc4' },
  ...{ tint: '#fff3dc', fault: '#ffe0a8', well: '#dcf3e1' },
};

/** The colours by night. */
export const dark: Tokens = {
  ...{
    page: '#0f1318',
    card: '#181d24',
    text: '#e8ecf1',
    quiet: '#a2abb6',
    rule: '#343c46',
    grid: '#252c35',
  },
  ...{ good: '#56c271', bad: '#ff8079', open: '#e0ac3f', series: '#6cb2ff' },
  ...{ tint: '#2b2413', fault: '#574414', well: '#16321f' },
};

const written = (of: Tokens): string =>
  Object.entries(of)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');

/** The colours as variables of the style sheet. Paper is always light. */
export const tokens = `:root { color-scheme: light dark; ${written(light)} }
@media screen and (prefers-color-scheme: dark) { :root { ${written(dark)} } }
@media print { :root { color-scheme: light; print-color-adjust: exact; } }`;
