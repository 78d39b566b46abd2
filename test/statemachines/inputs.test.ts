import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GameDay } from '../../core/experiment.ts';
import { startGameDay } from '../../core/gameday/start.ts';
import { startStep } from '../../core/gameday/start-step.ts';
import type { Executions } from '../../core/ports.ts';
import { startRun } from '../../core/protocol/start.ts';
import { timeOrderedIds } from '../../lab/adapters/outside.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { openShop } from '../support/shop.ts';
import { mostSteps } from './support/loops.ts';

const most = 8 * 1024;
const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const experiment = anExperiment();

type Started = { readonly name: string; readonly input: unknown };

/** Ports on which an execution that is started runs nothing, and is remembered. */
const remembering = (started: Started[]) => {
  const executions: Executions = {
    start: async (_machine, name, input) => void started.push({ name, input }),
    status: async () => undefined,
    succeed: async () => undefined,
    fail: async () => undefined,
  };
  return { ...openShop(), executions, watchers: { start: async () => undefined }, actor: 'test' };
};

// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
const mayBeAName = /^[A-Za-z0-9_-]{1,80}$/;

const trigger = { kind: 'cli', actor: 'ana' } as const;
const aDayOf = (steps: number): GameDay => ({
  ...{ kind: 'GameDay', name: 'autumn', title: 'Autumn', owner: 'shop', purpose: 'practice', notify: [] },
  steps: Array(steps).fill({ experiment: 'one.yml', continueOn: 'any', waitMs: 0, human: false }),
});

const ulids = fc.ulid().map((id) => id.toLowerCase());
const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });

test('an execution is started with its id and nothing else, whoever starts it and whatever is written in the document', async () => {
  const kinds = fc.constantFrom('cli', 'schedule', 'api', 'slack', 'gameday');
  const property = fc.asyncProperty(ulids, kinds, anyText, anyText, async (id, kind, actor, purpose) => {
    const started: Started[] = [];
    const ports = remembering(started);
    const ref = await ports.experiments.put({ ...experiment, purpose });
    const runId = `run-${id}`;
    await startRun(ports, { runId, experiment: ref, trigger: { kind, actor } });
    expect(started).toEqual([{ name: runId, input: { runId } }]);
    expect(started[0]?.name).toMatch(mayBeAName);
    expect(bytes(started[0]?.input)).toBeLessThan(most);
  });
  await fc.assert(property, { numRuns: 50 });
});

test('the run of a step is named after its game day, and so is its execution', async () => {
  const steps = fc.integer({ min: 0, max: mostSteps - 1 });
  const property = fc.asyncProperty(
    ulids,
    steps,
    fc.base64String({ maxLength: 2_000 }),
    async (id, step, token) => {
      const started: Started[] = [];
      const ports = remembering(started);
      const gameDayId = `day-${id}`;
      const ref = await ports.experiments.put(experiment);
      await startGameDay(ports, gameDayId, aDayOf(step + 1), Array(step + 1).fill(ref), trigger);
      await startStep(ports, gameDayId, step, token);
      const runId = `${gameDayId}-${step + 1}`;
      expect(started).toEqual([
        { name: gameDayId, input: { gameDayId } },
        { name: runId, input: { runId } },
      ]);
      for (const { name } of started) expect(name).toMatch(mayBeAName);
    },
  );
  await fc.assert(property, { numRuns: 50 });
});

test('the ids of the real triggers are what an execution may be called', () => {
  for (const id of [timeOrderedIds.runId(), `${timeOrderedIds.gameDayId()}-${mostSteps}`])
    expect(id).toMatch(mayBeAName);
});
