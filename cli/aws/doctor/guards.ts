import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { calendarCopyReader } from '../../../adapters/dynamodb/calendar-copies.ts';
import { formatDuration } from '../../../core/duration.ts';
import { bad, type Finding, ok } from '../../finding.ts';
import { guardPortsOn } from '../guard-ports.ts';
import { type Check, looking, notDescribed } from './asked.ts';

/** Whether the sources of guards can be read: every calendar that the stage names, and what an experiment names. */
export const guards: Check = async ({ settings, stage, stack, experiment }) => {
  if (stack === undefined) return [notDescribed('guards', 'where the copies of calendars are')];
  const client = new DynamoDBClient(settings);
  const table = { client, name: stack.table };
  const { sources, incidents, deployments } = guardPortsOn(settings, stage, table);
  const copies = calendarCopyReader(table);
  const { guards: named } = experiment ?? {};
  const found = await Promise.all([
    looking('calendars', async () =>
      Promise.all(
        Object.entries((await sources()).calendars).map(async ([name, { maxAge }]) =>
          ageOf(name, (await copies.get(name))?.fetchedAtMs, maxAge),
        ),
      ),
    ),
    ...(named?.incidents ?? []).map((name) => read('incidents', name, () => incidents.hasOpen(name))),
    ...(named?.deployments ?? []).map((name) =>
      read('deployments', name, () => deployments.inProgress(name)),
    ),
  ]).finally(() => client.destroy());
  return found.flat();
};

const ageOf = (name: string, fetchedAtMs: number | undefined, maxAgeMs: number): Finding => {
  const ageMs = fetchedAtMs === undefined ? Infinity : Date.now() - fetchedAtMs;
  if (ageMs <= maxAgeMs) return ok('calendars', `${name} was fetched ${formatDuration(ageMs)} ago`);
  const age = fetchedAtMs === undefined ? 'has never been fetched' : `is ${formatDuration(ageMs)} old`;
  return bad('calendars', `${name} ${age}, so runs are refused`, 'the log of refresh-calendars says why');
};

const read = (check: string, name: string, ask: () => Promise<unknown>) =>
  looking(check, async () => {
    await ask();
    return ok(check, `${name} can be read`);
  });
