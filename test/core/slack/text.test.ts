import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clip, clipMarkup, code, fitting, moment, plainly, said } from '../../../core/slack/text.ts';
import { specialIn } from '../../support/slack-limits.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<!channel>',
    '<@U123>',
    '<!subteam^S1>',
    '<https://evil.test|click>',
    '&lt;!here&gt;',
    '`',
    '*b*',
  ),
  fc
    .array(fc.constantFrom('<', '>', '&', '`', '*', '_', '~', '!', '@', '\n', '\ud83d', '🔥', 'a'), {
      maxLength: 400,
    })
    .map((parts) => parts.join('')),
);

describe('text of others', () => {
  test('becomes neither a mention nor a link nor mark-up, whatever it is', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const shown of [said(text), code(text)]) {
          expect(specialIn(shown)).toEqual([]);
          expect(shown.isWellFormed()).toBe(true);
          expect(shown).not.toMatch(/[\n\r]/);
        }
        expect(said(text)).not.toMatch(/[*`~<>]/);
        expect(code(text).replace(/^`|`$/g, '')).not.toContain('`');
      }),
    );
  });

  test.each([
    ['<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@U1&gt;'],
    ['a *bold* `move` ~now~', 'a ∗bold∗ ˋmoveˋ ∼now∼'],
    ['my_var _loud_', 'my_var ＿loud＿'],
    ['two\nlines', 'two lines'],
  ])('is shown as it is: %s', (text, shown) => {
    expect(said(text)).toBe(shown);
  });

  test('is cut where it is too long, and no character in two', () => {
    expect(said('x'.repeat(600))).toHaveLength(500);
    expect(plainly('🔥'.repeat(50), 10)).toBe('🔥🔥🔥🔥…');
    expect(clip('abc', 3)).toBe('abc');
  });

  test('that says nothing is a dash where something must stand', () => {
    expect(code(' ')).toBe('–');
    expect(plainly('\n', 10)).toBe('–');
  });
});

describe('mark-up', () => {
  test('is cut so that it stays mark-up, and fits', () => {
    const piece = fc.constantFrom('&amp;', '`code`', '<!date^1^{time}|now>', 'word ', '🔥');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), fc.integer({ min: 10, max: 300 }), (pieces, most) => {
        const cut = clipMarkup(pieces.join(''), most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut.replace(/<!date\^1\^\{time\}\|now>|&amp;/g, '')).not.toMatch(/[<>&]/);
        expect((cut.match(/`/g)?.length ?? 0) % 2).toBe(0);
      }),
    );
  });

  test('of several lines says how many are left out', () => {
    const lines = Array.from({ length: 100 }, () => 'x'.repeat(99));
    const shown = fitting(lines, 1_000);
    expect(shown.length).toBeLessThanOrEqual(1_000 + 20);
    expect(shown).toMatch(/… and 90 more$/);
    expect(fitting(['a', 'b'])).toBe('a\nb');
  });
});

test('a moment is in the zone of whoever reads it, and in UTC where that cannot be', () => {
  expect(moment(1_531_420_618_000)).toBe(
    '<!date^1531420618^{date_short_pretty}, {time_secs}|2018-07-12 18:36:58 UTC>',
  );
  expect(moment(Number.NaN)).toBe('unknown');
  expect(moment(Infinity)).toBe('unknown');
});
