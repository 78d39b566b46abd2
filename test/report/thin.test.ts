import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Point, places, thin } from '../../report/chart/thin.ts';

const point = fc.record(
  {
    x: fc.double({ min: 0, max: 40, noNaN: true }),
    y: fc.double({ min: 0, max: 100, noNaN: true }),
    ok: fc.boolean(),
  },
  { requiredKeys: ['x', 'ok'] },
);
const points = fc
  .array(point, { maxLength: 400 })
  .map((all): readonly Point[] => all.toSorted((a, b) => a.x - b.x));

const columns = (all: readonly Point[]) => Map.groupBy(all, ({ x }) => Math.floor(x));
const heights = (all: readonly Point[]) => all.flatMap(({ y }) => y ?? []);

test('the lowest and the highest of every column of pixels survive, and nothing is made up', () => {
  fc.assert(
    fc.property(points, (all) => {
      const kept = columns(thin(all));
      for (const [column, some] of columns(all)) {
        const [before, after] = [heights(some), heights(kept.get(column) ?? [])];
        if (before.length === 0) continue;
        expect([Math.min(...after), Math.max(...after)]).toEqual([Math.min(...before), Math.max(...before)]);
      }
      expect(thin(all).every((one) => all.includes(one))).toBe(true);
    }),
  );
});

test('every gap stays a gap: where a value is missing between two, the line is broken', () => {
  fc.assert(
    fc.property(points, (all) => {
      const kept = thin(all);
      for (const [index, one] of kept.entries()) {
        const next = kept[index + 1];
        if (one.y === undefined || next?.y === undefined) continue;
        const between = all.slice(all.indexOf(one) + 1, all.indexOf(next));
        expect(between.filter(({ y }) => y === undefined)).toEqual([]);
      }
    }),
  );
});

test('the order of time is kept', () => {
  fc.assert(
    fc.property(points, (all) => {
      const at = thin(all).map(({ x }) => x);
      expect(at).toEqual(at.toSorted((a, b) => a - b));
    }),
  );
});

test('every bad reading has a mark at its place, to the pixel', () => {
  fc.assert(
    fc.property(points, (all) => {
      const bad = all.filter(({ ok, y }) => !ok && y !== undefined);
      const marks = places(bad);
      for (const { x, y = 0 } of bad)
        expect(marks.some(([atX, atY]) => Math.abs(atX - x) <= 0.5 && Math.abs(atY - y) <= 0.5)).toBe(true);
      expect(new Set(marks.map(String)).size).toBe(marks.length);
    }),
  );
});

test('ten thousand readings become at most four for each pixel', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => ({ x: n / 20, y: (n * 7919) % 100, ok: true }));
  expect(thin(many).length).toBeLessThanOrEqual(4 * 500);
});
