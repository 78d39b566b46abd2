import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpenBy, merged } from '../../core/calendar-copy.ts';

const spans = fc
  .array(fc.record({ fromMs: fc.integer({ min: 0, max: 60 }), lastsMs: fc.integer({ min: 0, max: 20 }) }))
  .map((all) => all.map(({ fromMs, lastsMs }) => ({ fromMs, toMs: fromMs + lastsMs })));

/** Whether an event is on at a moment; one that takes no time is on for a millisecond. */
const isOn = (events: readonly { fromMs: number; toMs: number }[], atMs: number): boolean =>
  events.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < Math.max(toMs, fromMs + 1));

test('merged events are on at the same moments, apart, and in order', () => {
  fc.assert(
    fc.property(spans, (events) => {
      const all = merged(events);
      for (let atMs = 0; atMs <= 90; atMs += 1) expect(isOn(all, atMs)).toBe(isOn(events, atMs));
      for (const [index, { fromMs }] of all.entries())
        expect(fromMs).toBeGreaterThan(all[index - 1]?.toMs ?? -1);
    }),
  );
});

test('a calendar is open for a run exactly when it is at every moment of it', () => {
  const run = fc.record({
    fromMs: fc.integer({ min: 0, max: 70 }),
    lastsMs: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(spans, run, fc.boolean(), (events, { fromMs, lastsMs }, opens) => {
      const copy = { fetchedAtMs: 0, fromMs: 0, untilMs: 100, events: merged(events) };
      const moments = Array.from({ length: Math.max(1, lastsMs) }, (_, n) => fromMs + n);
      const open = isOpenBy(copy, { opens, maxAgeMs: 10 }, { fromMs, toMs: fromMs + lastsMs }, 0);
      expect(open).toBe(moments.every((atMs) => isOn(events, atMs) === opens));
    }),
  );
});

test('a copy is believed up to its age, and no longer', () => {
  const copy = { fetchedAtMs: 100, fromMs: 0, untilMs: 1_000, events: [] };
  const asked = (nowMs: number) =>
    isOpenBy(copy, { opens: false, maxAgeMs: 50 }, { fromMs: nowMs, toMs: nowMs }, nowMs);
  expect(asked(150)).toBe(true);
  expect(() => asked(151)).toThrow(/not believed after 50 ms/);
});
