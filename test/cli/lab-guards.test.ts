import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readLabConfig } from '../../cli/lab-config.ts';
import { labGuards } from '../../cli/lab-guards.ts';
import { calendar } from '../adapters/ical/calendar.ts';

const tenMs = Date.parse('2026-11-24T10:00:00Z');
const hour = 3_600_000;

const aLab = (config?: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-guards-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (config !== undefined) writeFileSync(join(folder, 'config.yml'), config);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const clock = { nowMs: tenMs, now: () => clock.nowMs };
  return { folder, write, clock, guards: labGuards(folder, clock) };
};

const freeze = calendar(['DTSTART:20261124T120000Z', 'DTEND:20261124T140000Z']);
const withFreeze = 'guards: { calendars: { freeze: { from: "file:freeze.ics" } } }';

test('a calendar is a file beside the configuration, read again after a quarter of an hour', async () => {
  const { guards, write, clock } = aLab(withFreeze);
  write('freeze.ics', freeze);
  const isOpen = () => guards.calendars.isOpen('freeze', tenMs, tenMs + hour);
  expect(await isOpen()).toBe(true);
  expect(await guards.calendars.isOpen('freeze', tenMs, tenMs + 3 * hour)).toBe(false);
  write('freeze.ics', calendar(['DTSTART:20261124T090000Z', 'DTEND:20261124T140000Z']));
  expect(await isOpen()).toBe(true);
  clock.nowMs += 15 * 60_000;
  expect(await isOpen()).toBe(false);
});

test.each([
  ['a file that is not there', withFreeze, undefined],
  ['a file that is no calendar', withFreeze, 'Sign in'],
  [
    'a place that the lab does not have',
    'guards: { calendars: { freeze: { from: "s3:freeze.ics" } } }',
    freeze,
  ],
  ['a configuration that is wrong', 'guards: { calenders: {} }', freeze],
  ['no configuration', undefined, freeze],
])('%s cannot be read', async (_, config, text) => {
  const { guards, write } = aLab(config);
  if (text !== undefined) write('freeze.ics', text);
  await expect(guards.calendars.isOpen('freeze', tenMs, tenMs)).rejects.toThrow();
});

test('a key of PagerDuty is in the environment, and nowhere else', async () => {
  const { guards } = aLab(
    'guards: { incidents: { pager: { kind: pagerduty, services: [P1], token: "env:NO_SUCH_TOKEN_HERE" } } }',
  );
  await expect(guards.incidents.hasOpen('pager')).rejects.toThrow(
    /env:NO_SUCH_TOKEN_HERE is not set in this environment/,
  );
  await expect(guards.acknowledgements.first('pager', 0)).rejects.toThrow(/NO_SUCH_TOKEN_HERE/);
});

test('what a lab does not have cannot be read', async () => {
  const { guards } = aLab();
  await expect(guards.incidents.hasOpen('shop-down')).rejects.toThrow(
    'the lab has no incident source shop-down',
  );
  await expect(guards.deployments.inProgress('codepipeline:shop')).rejects.toThrow(
    'the lab has no codepipeline:shop',
  );
  await expect(guards.acknowledgements.first('pager', 0)).rejects.toThrow(/names no services/);
});

test('the configuration says what is wrong with it, and where it is', () => {
  const { folder } = aLab('gards: {}');
  expect(() => readLabConfig(folder)).toThrow(/config\.yml is wrong at gards/);
  expect(readLabConfig(aLab().folder).guards).toEqual({ calendars: {}, incidents: {} });
});
