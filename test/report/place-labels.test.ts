import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitted, placeLabels, rowsOf, textWidth } from '../../report/chart/place-labels.ts';

const labels = fc.array(
  fc.record({ x: fc.double({ min: -50, max: 400, noNaN: true }), text: fc.string({ maxLength: 60 }) }),
  { maxLength: 30 },
);

test('no two labels overlap, and none leaves the chart', () => {
  fc.assert(
    fc.property(labels, (wanted) => {
      const placed = placeLabels(wanted, 0, 340);
      expect(placed).toHaveLength(wanted.length);
      for (const { left, width } of placed) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(340.001);
      }
      for (const [index, one] of placed.entries())
        for (const other of placed.slice(index + 1))
          if (one.row === other.row)
            expect(one.left + one.width <= other.left || other.left + other.width <= one.left).toBe(true);
    }),
  );
});

test('labels that are far enough apart share a row, those that are not do not', () => {
  const apart = [0, 100, 200].map((x) => ({ x, text: 'stop' }));
  expect(rowsOf(placeLabels(apart, 0, 300))).toBe(1);
  expect(rowsOf(placeLabels([...apart, { x: 101, text: 'undone' }], 0, 300))).toBe(2);
  expect(rowsOf([])).toBe(0);
});

test('a label that is too long for the chart is cut, and says so', () => {
  const text = fitted('a very long name of a target that has no room', 100);
  expect(text).toMatch(/…$/);
  expect(textWidth(text)).toBeLessThanOrEqual(100);
});
