import { expect, test } from 'vitest';
import { kebab, unique } from '../../../../core/import/shared/names.ts';
import { fillIn, fillInWord, isPlaceholder } from '../../../../core/import/shared/placeholder.ts';

test.each([
  ['StopInstances', 'stop-instances'],
  ['Web-Instances Target_1', 'web-instances-target-1'],
  ['EC2RebootAZ', 'ec2-reboot-az'],
  ['Überlast', 'uberlast'],
  ['--', undefined],
  ['x'.repeat(80), 'x'.repeat(64)],
])('%s becomes a name', (text, name) => {
  expect(kebab(text)).toBe(name);
});

test('a name that is taken gets a number, and stays short enough', () => {
  const taken = new Set<string>();
  const long = 'x'.repeat(64);
  expect([unique('a', taken), unique('a', taken), unique('a', taken)]).toEqual(['a', 'a-2', 'a-3']);
  expect([unique(long, taken), unique(long, taken)].map(({ length }) => length)).toEqual([64, 62]);
});

test('a placeholder is found wherever it stands', () => {
  expect(
    [fillIn('the alarm'), fillInWord('AWS::Region'), `arn:aws:ec2:${fillInWord('')}:x`].map(isPlaceholder),
  ).toEqual([true, true, true]);
  expect(fillInWord('AWS::Region')).toBe('FILL-IN-AWS-Region');
  expect(isPlaceholder('refill-ink')).toBe(false);
});
