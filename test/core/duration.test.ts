import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, isoDuration, parseDuration } from '../../core/duration.ts';

describe('an ISO-8601 duration', () => {
  test.each([
    ['PT0S', 0],
    ['PT0.25S', 250],
    ['PT1S', 1_000],
    ['PT90S', 90_000],
    ['PT1M30S', 90_000],
    ['PT2H', 7_200_000],
    ['P1D', 86_400_000],
    ['P1DT12H', 129_600_000],
    ['P2W', 1_209_600_000],
    ['P366D', 31_622_400_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: ms });
  });

  test('comes back as it went, whatever its length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31_622_400_000 }), (ms) => {
        expect(parseDuration(isoDuration(ms))).toEqual({ ok: true, value: ms });
      }),
    );
  });

  test.each([
    [0, 'PT0S'],
    [1_500, 'PT1.5S'],
    [90_000, 'PT1M30S'],
    [86_400_000, 'P1D'],
    [93_600_000, 'P1DT2H'],
  ])('%d ms is written %2$s', (ms, text) => {
    expect(isoDuration(ms)).toBe(text);
  });
});

describe('what is not a duration is refused with what would be', () => {
  test.each([
    ['', '"" is not an ISO-8601 duration', 'write one such as `PT30S`, `PT5M` or `PT1H30M`'],
    ['soon', '"soon" is not an ISO-8601 duration', 'write one such as `PT30S`, `PT5M` or `PT1H30M`'],
    ['P', '"P" is not an ISO-8601 duration', 'write one such as `PT30S`, `PT5M` or `PT1H30M`'],
    ['PT', '"PT" is not an ISO-8601 duration', 'write one such as `PT30S`, `PT5M` or `PT1H30M`'],
    ['P1DT', '"P1DT" is not an ISO-8601 duration', 'write one such as `PT30S`, `PT5M` or `PT1H30M`'],
    ['pt5m', '"pt5m" is not an ISO-8601 duration', 'write `PT5M`'],
    ['P30S', '"P30S" is not an ISO-8601 duration', 'write `PT30S`'],
    ['30s', '"30s" is not an ISO-8601 duration', 'write `PT30S`'],
    ['90', '"90" is not an ISO-8601 duration', 'write `PT1M30S`'],
    ['1.5 hours', '"1.5 hours" is not an ISO-8601 duration', 'write `PT1H30M`'],
    ['500ms', '"500ms" is not an ISO-8601 duration', 'write `PT0.5S`'],
    [
      '5 lightyears',
      '"5 lightyears" is not an ISO-8601 duration',
      'write one such as `PT30S`, `PT5M` or `PT1H30M`',
    ],
    ['-PT5S', '"-PT5S" has a sign', 'write `PT5S`'],
    ['PT-5S', '"PT-5S" has a sign', 'write `PT5S`'],
    ['P1Y', '"P1Y" has years or months, which have no fixed length', 'write days, as in `P30D`'],
    [
      'P1M',
      '"P1M" has years or months, which have no fixed length',
      'write days, as in `P30D`, or `PT1M` for minutes',
    ],
    ['P1MT5S', '"P1MT5S" has years or months, which have no fixed length', 'write days, as in `P30D`'],
    [
      'PT1.5H',
      '"PT1.5H" has a fraction that is not of seconds with a point',
      'write smaller units, as in `PT1H30M` or `PT0.5S`',
    ],
    [
      'PT1,5S',
      '"PT1,5S" has a fraction that is not of seconds with a point',
      'write smaller units, as in `PT1H30M` or `PT0.5S`',
    ],
    ['PT0.0001S', '"PT0.0001S" is finer than a millisecond', 'write at most three decimals'],
    ['P367D', '"P367D" is longer than a year', 'write at most `P366D`'],
    [
      'x'.repeat(50),
      `"${'x'.repeat(40)}…" is not an ISO-8601 duration`,
      'write one such as `PT30S`, `PT5M` or `PT1H30M`',
    ],
  ])('%j', (text, message, fix) => {
    expect(parseDuration(text)).toEqual({ ok: false, message, fix });
  });
});

describe('a duration said to a person', () => {
  test.each([
    [0, '0 s'],
    [0.4, '0 s'],
    [850, '850 ms'],
    [999.6, '1 s'],
    [1_500, '1.5 s'],
    [12_340, '12.3 s'],
    [59_960, '1 min'],
    [90_000, '1 min 30 s'],
    [90_400, '1 min 30 s'],
    [7_500_000, '2 h 5 min'],
    [90_061_000, '1 d 1 h 1 min 1 s'],
    [-1_500, '-1.5 s'],
  ])('%d ms is "%s"', (ms, said) => {
    expect(formatDuration(ms)).toBe(said);
  });
});
