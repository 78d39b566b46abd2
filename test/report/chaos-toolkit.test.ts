import { expect, test } from 'vitest';
import * as z from 'zod';
import { chaosToolkitJournal } from '../../report/chaos-toolkit.ts';
import { dayOf, fails, holds } from './support/a-day.ts';
import { ways } from './support/results.ts';

// What the library writes, and what readers of its journals ask for.
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
const activity = z.looseObject({
  type: z.enum(['action', 'probe']),
  name: z.string().min(1),
  provider: z.looseObject({ type: z.enum(['python', 'http', 'process']) }),
});
const ran = z.strictObject({
  ...{ activity, output: z.unknown(), start: time, end: time, duration: z.number().min(0) },
  status: z.enum(['succeeded', 'failed']),
  tolerance_met: z.boolean().optional(),
  exception: z.array(z.string()).optional(),
});
const state = z
  .strictObject({
    steady_state_met: z.boolean(),
    probes: z.array(ran.required({ tolerance_met: true })).min(1),
  })
  .refine(({ steady_state_met, probes }) => !steady_state_met || probes.every((one) => one.tolerance_met));
const journal = z.strictObject({
  ...{ 'chaoslib-version': z.string(), platform: z.string(), node: z.string() },
  experiment: z.looseObject({
    ...{ title: z.string().min(1), description: z.string().min(1), method: z.array(activity) },
    'steady-state-hypothesis': z.looseObject({
      title: z.string().min(1),
      probes: z.array(activity.extend({ tolerance: z.unknown() })),
    }),
    rollbacks: z.array(activity),
    extensions: z.array(z.looseObject({ name: z.string() })),
  }),
  ...{ start: time, end: time.optional(), duration: z.number().min(0).optional() },
  status: z.enum(['completed', 'failed', 'aborted', 'interrupted']).nullable(),
  deviated: z.boolean(),
  steady_states: z.strictObject({
    before: state.nullable(),
    after: state.nullable(),
    during: z.array(state),
  }),
  run: z.array(ran),
  rollbacks: z.array(ran),
});

const journalOf = async (way: keyof typeof ways) =>
  journal.parse(JSON.parse(chaosToolkitJournal(await ways[way]())));

test.each([
  ['held', 'completed', false, [true, true, true], 1, 1],
  ['failed', 'completed', true, [true, false, true], 1, 1],
  ['irreversible', undefined, undefined, undefined, 1, 0],
  ['killed', 'aborted', false, undefined, 1, 1],
  ['refused', 'aborted', false, [undefined, undefined, undefined], 0, 0],
  ['open', null, false, undefined, 1, 0],
] as const)(
  'the journal of a run that is %s has the shape of the library, and says %s',
  async (way, status, deviated, met, faults, undone) => {
    const written = await journalOf(way);
    if (status !== undefined) expect(written).toMatchObject({ status, deviated });
    const { before, during, after } = written.steady_states;
    if (met) expect([before, during[0], after].map((one) => one?.steady_state_met)).toEqual(met);
    expect(written.run).toHaveLength(faults);
    expect(written.rollbacks).toHaveLength(undone);
  },
);

test('a hypothesis that is not met stops at its first bad probe, and says what was asked', async () => {
  const { during } = (await journalOf('failed')).steady_states;
  const last = during[0]?.probes.at(-1);
  expect(last).toMatchObject({ tolerance_met: false, activity: { name: 'shop' } });
  expect(last?.exception?.[0]).toContain('healthy means');
});

test('what Chaos Toolkit has no words for is in an extension of its own', async () => {
  const { experiment } = await journalOf('failed');
  expect(experiment.extensions).toMatchObject([
    { name: 'firedrill', conclusion: { hypothesis: 'failed', restoration: 'restored', exitCode: 3 } },
  ]);
});

test('what is not verified restored has failed, whatever the hypothesis', async () => {
  const { run, ...rest } = await ways.held();
  if (run.conclusion === undefined) throw new Error('no conclusion');
  const conclusion = { ...run.conclusion, restoration: 'unverified' as const };
  const written = journal.parse(JSON.parse(chaosToolkitJournal({ ...rest, run: { ...run, conclusion } })));
  expect(written.status).toBe('failed');
});

test('one that a person stopped was interrupted', async () => {
  const { run, ...rest } = await ways.killed();
  const signal = { kind: 'person' as const, atMs: 0, actor: 'ana', reason: 'enough' };
  const written = journal.parse(JSON.parse(chaosToolkitJournal({ ...rest, run: { ...run, signal } })));
  expect(written.status).toBe('interrupted');
});

test('a game day is the list of the journals of its runs', async () => {
  const day = await dayOf([{ of: fails, expect: 'failed', continueOn: 'any' }, { of: holds }]);
  const written = z.array(journal).parse(JSON.parse(chaosToolkitJournal(day)));
  expect(written.map(({ deviated }) => deviated)).toEqual([true, false]);
});
