import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../core/chain.ts';
import type { Leases, Levers, Runs } from '../../../core/ports.ts';
import { type FaultState, notClosed, type RunState } from '../../../core/run.ts';
import { sampleFaultRecord, sampleRun } from '../../contracts/samples.ts';
import { memoryLeases } from '../../support/memory/leases.ts';
import { memoryLevers } from '../../support/memory/levers.ts';
import { memoryRuns } from '../../support/memory/runs.ts';
import { behindProxy } from './behind-proxy.ts';
import { freshTable } from './fresh-table.ts';
import { wholeLeases, wholeLevers, wholeRuns } from './whole-ports.ts';

type Stores = { readonly runs: Runs; readonly leases: Leases; readonly levers: Levers };
type Ask = { readonly words: string; of(stores: Stores): Promise<unknown> };

const ask = (words: string, of: Ask['of']): Ask => ({ words, of });
const runId = fc.constantFrom('run-1', 'run-2', 'run-3');
const alarm = fc.constantFrom('errors', 'latency');
const runState = fc.constantFrom<RunState>(...notClosed, 'closed');
const faultState = fc.constantFrom<FaultState>(
  ...(['armed', 'intended', 'injected', 'refused', 'undone', 'drifted', 'verified'] as const),
);
const ordinal = fc.constantFrom(0, 1);
const atMs = fc.integer({ min: 1, max: 9 });
const optional = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });

const runAsks = [
  fc
    .record({ runId, createdAtMs: atMs })
    .map((run) => ask(`create ${JSON.stringify(run)}`, ({ runs }) => runs.create(sampleRun(run)))),
  fc
    .tuple(
      runId,
      fc.record(
        {
          states: fc.subarray<RunState>([...notClosed, 'closed']),
          epoch: fc.constantFrom(0, 1),
          missing: fc.constantFrom('undoneAtMs', 'recovered'),
        },
        { requiredKeys: [] },
      ),
      fc.record(
        {
          state: runState,
          epoch: fc.constantFrom(0, 1),
          undoneAtMs: optional(atMs),
          deadlineMs: optional(atMs),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([id, { states, ...rest }, change]) => {
      // The table never opens again what is closed.
      const open = (states ?? notClosed).filter((state) => state !== 'closed');
      const condition = change.state ? { ...rest, states: open } : { ...rest, ...(states && { states }) };
      return ask(`update ${id} ${JSON.stringify([condition, change])}`, ({ runs }) =>
        runs.update(id, condition, change),
      );
    }),
  fc
    .tuple(runId, fc.constantFrom('a', 'b'), optional(atMs))
    .map(([id, attemptId, sinceMs]) =>
      ask(`attempt ${id} ${attemptId} ${sinceMs}`, ({ runs }) => runs.attempt(id, attemptId, sinceMs)),
    ),
  runId.map((id) => ask(`get ${id}`, ({ runs }) => runs.get(id))),
  fc.constant(ask('open', ({ runs }) => runs.open())),
  fc.constantFrom(0, 1, 2, 9).map((limit) => ask(`list ${limit}`, ({ runs }) => runs.list(limit))),
  fc
    .tuple(runId, fc.array(alarm, { minLength: 1 }))
    .map(([id, alarms]) => ask(`watch ${id} ${alarms}`, ({ runs }) => runs.watch(id, alarms))),
  runId.map((id) => ask(`unwatch ${id}`, ({ runs }) => runs.unwatch(id))),
  alarm.map((name) => ask(`watching ${name}`, ({ runs }) => runs.watching(name))),
];

const faultAsks = [
  fc
    .record({ runId, ordinal, state: faultState, deadlineMs: atMs })
    .map((fault) =>
      ask(`put fault ${JSON.stringify(fault)}`, ({ runs }) => runs.putFault(sampleFaultRecord(fault))),
    ),
  fc
    .tuple(
      runId,
      ordinal,
      fc.record(
        { state: faultState, resent: fc.constant(true), undoneAtMs: atMs, drift: fc.string() },
        { requiredKeys: [] },
      ),
    )
    .map(([id, nth, change]) =>
      ask(`update fault ${id} ${nth} ${JSON.stringify(change)}`, ({ runs }) =>
        runs.updateFault(id, nth, change),
      ),
    ),
  runId.map((id) => ask(`faults ${id}`, ({ runs }) => runs.faults(id))),
];

const keys = fc.array(fc.constantFrom('web-1', 'web-2', 'asg'), { maxLength: 4 });
const scope = fc.constantFrom('global', 'service:shop');
const otherAsks = [
  fc
    .tuple(runId, keys)
    .map(([holder, wanted]) =>
      ask(`acquire ${holder} ${wanted}`, ({ leases }) => leases.acquire(holder, wanted)),
    ),
  runId.map((holder) => ask(`release ${holder}`, ({ leases }) => leases.release(holder))),
  fc.constant(ask('leases', ({ leases }) => leases.list())),
  fc
    .record({ scope, by: fc.string(), reason: fc.string(), atMs })
    .map((lever) => ask(`engage ${JSON.stringify(lever)}`, ({ levers }) => levers.engage(lever))),
  scope.map((one) => ask(`release lever ${one}`, ({ levers }) => levers.release(one))),
  fc.uniqueArray(scope).map((some) => ask(`engaged ${some}`, ({ levers }) => levers.engaged(some))),
];

const anAsk = fc.oneof(...runAsks, ...faultAsks, ...otherAsks);

/** What came of it, or the name of the failure. */
const cameOf = async (one: Ask, stores: Stores): Promise<string> => {
  const answer = await one.of(stores).catch((failure: unknown) => String(failure).split(':')[0]);
  return `${one.words}: ${canonicalJson(answer === undefined ? answer : withoutEmpty(answer))}`;
};

// That there is no attempt is said in two ways.
const withoutEmpty = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer), (field, value) =>
    field === 'attempts' && Object.keys(value).length === 0 ? undefined : value,
  );

// Hundreds of questions, one after the other.
const patience = { timeout: 300_000 };

test(
  'whatever is asked of the table in whatever order, its answers are those of a store in memory',
  patience,
  async () => {
    const { proxy } = await behindProxy();
    await fc.assert(
      fc.asyncProperty(fc.array(anAsk, { minLength: 20, maxLength: 60, size: 'max' }), async (asks) => {
        const table = freshTable(proxy.url);
        const stored = { runs: wholeRuns(table), leases: wholeLeases(table), levers: wholeLevers(table) };
        const kept = { runs: memoryRuns(), leases: memoryLeases(), levers: memoryLevers() };
        for (const one of asks) expect(await cameOf(one, stored)).toBe(await cameOf(one, kept));
        table.client.destroy();
      }),
      { numRuns: 20 },
    );
  },
);
