import { stripVTControlCharacters, styleText } from 'node:util';
import { expect, test } from 'vitest';
import { openBoard } from '../../../cli/view/board.ts';
import { inAscii, showsUtf8 } from '../../../cli/view/character-set.ts';
import { clip } from '../../../cli/view/clip.ts';
import { sparkline } from '../../../cli/view/sparkline.ts';
import type { Reading } from '../../../core/run.ts';

const reading = (value: number, ok = true, probe = 'shop'): Reading => ({
  ...{ probe, atMs: 0, ok, value, detail: `${value}` },
});

test.for([
  ['rises from the least to the most', [1, 2, 3, 4, 5].map((value) => reading(value)), 9, '▁▂▃▅▇'],
  ['is flat where nothing changes', [7, 7].map((value) => reading(value)), 9, '▁▁'],
  ['shows the last ones', [9, 1, 5].map((value) => reading(value)), 2, '▁▇'],
  [
    'marks bad ones, whose value does not stretch it',
    [reading(1), reading(900, false), reading(2)],
    9,
    '▁✗▇',
  ],
  ['is empty without readings', [], 9, ''],
] as const)('a curve %s', ([, readings, width, expected]) => {
  expect(sparkline(readings, width)).toBe(expected);
});

test('a line is cut to the terminal, its colours kept and not counted', () => {
  const red = styleText('red', 'abcdef', { validateStream: false });

  const cut = clip(`  ${red} tail`, 6);

  expect(stripVTControlCharacters(cut)).toBe('  abc…');
  expect(cut.endsWith(`${String.fromCharCode(27)}[39m…`)).toBe(true);
  expect(clip(red, 6)).toBe(red);
});

test.for([
  [{}, true],
  [{ LANG: 'C.UTF-8' }, true],
  [{ LANG: 'de_DE.utf8' }, true],
  [{ LANG: 'C' }, false],
  [{ LANG: 'C.UTF-8', LC_ALL: 'POSIX' }, false],
] as const)('%j: UTF-8 is shown: %s', ([env, expected]) => {
  expect(showsUtf8(env)).toBe(expected);
});

test('in plain characters every mark keeps its place and its meaning', () => {
  expect(inAscii('▁▂▃▅▇✗ ✔ held · restored … ● up ○ down')).toBe('_.-=#x + held - restored ~ + up - down');
});

test('the board knows what is broken, from the order to the proof that it is gone', () => {
  const board = openBoard();
  const hear = (kind: string, data: Readonly<Record<string, unknown>> = {}) =>
    board.hear('run-1', { kind, atMs: 5, actor: 'test', data: { fault: 'stop-one', ...data } });
  const seen = () => board.broken().map(({ proven, undone }) => ({ proven, undone }));

  hear('run-created');
  expect(seen()).toEqual([]);
  hear('fault-intended', { action: 'aws:ec2:stop-instances', targets: ['web-1'] });
  expect(board.broken()).toEqual([
    {
      ...{ fault: 'stop-one', action: 'aws:ec2:stop-instances', targets: ['web-1'] },
      ...{ sinceMs: 5, proven: false, undone: false, irreversible: false },
    },
  ]);
  hear('fault-proven');
  expect(seen()).toEqual([{ proven: true, undone: false }]);
  hear('undo-accepted');
  expect(seen()).toEqual([{ proven: true, undone: true }]);
  hear('undo-failed');
  expect(seen()).toHaveLength(1);
  hear('fault-verified');
  expect(seen()).toEqual([]);
});

test('the board keeps the last readings of each probe, and a new run begins an empty one', () => {
  const board = openBoard();
  const hear = (id: string, kind: string, data: object = {}) =>
    board.hear(id, { kind, atMs: 0, actor: 'test', data: { ...data } });

  hear('run-1', 'run-created');
  for (let value = 0; value < 100; value++) hear('run-1', 'reading', reading(value));
  hear('run-1', 'reading', reading(1, true, 'other'));

  expect(board.readings('shop').map(({ value }) => value)).toEqual(
    Array.from({ length: 60 }, (_, n) => 40 + n),
  );
  expect(board.readings('other')).toHaveLength(1);
  hear('run-2', 'run-created');
  expect(board.current()).toBe('run-2');
  expect(board.readings('shop')).toEqual([]);
});
