import { expect, test } from 'vitest';
import { inWords, readSchedule } from './schedule.ts';

test.each([
  'ours/fails seed=1: nothing',
  'if-asked/holds seed=42 without=fence+dead-man: inject-faults/faults.inject#1=late, *=events-lost',
])('the schedule "%s" is read as it is written', (line) => {
  expect(inWords(readSchedule(line))).toBe(line);
});

test.each([
  ['whatever', '"whatever" is no schedule'],
  ['ours/fails seed=1 without=luck: nothing', '"luck" is no safety layer'],
  ['ours/fails seed=1: somewhere', '"somewhere" is no disturbance'],
])('the schedule "%s" is refused', (line, why) => {
  expect(() => readSchedule(line)).toThrow(why);
});
