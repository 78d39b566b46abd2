import { expect, test } from 'vitest';
import { dark, light } from '../../report/tokens.ts';

const channel = (value: number) =>
  value / 255 <= 0.040_45 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;

// WCAG 2.2, relative luminance.
const luminance = (colour = '') => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16)));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: string | undefined, b: string | undefined) => {
  const [high = 1, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};

const pairs = ['text', 'quiet', 'good', 'bad', 'open', 'series']
  .flatMap((word) => ['page', 'card'].map((ground) => [word, ground] as const))
  .concat(['fault', 'well', 'tint'].map((ground) => ['text', ground] as const));

test.each(Object.entries({ light, dark }))(
  'words are legible in the %s theme: 4.5 to 1 at least',
  (_, theme) => {
    for (const [word, ground] of pairs)
      expect(contrast(theme[word], theme[ground]), `${word} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  },
);
