import { expect, test } from 'vitest';
import { decideApproval } from '../../../core/protocol/approval.ts';
import { anExperiment, faultOn } from '../../support/an-experiment.ts';
import { openWorld } from '../../support/world.ts';

const asking = anExperiment({ approval: { required: true, timeoutMs: 600_000 } });

const waiting = async (experiment = asking) => {
  const world = await openWorld({ needs: 1 });
  const runId = await world.start(experiment);
  await world.until(runId, 'awaiting-approval');
  return { world, runId };
};

test('nothing goes on before a person has approved the plan', async () => {
  const { world, runId } = await waiting();
  await world.clock.advance(300_000);
  expect((await world.look(runId)).state).toBe('awaiting-approval');
  await decideApproval(world.main.ports, runId, 'approved', 'ben');
  const { conclusion } = await world.concluded(runId);
  expect(conclusion).toMatchObject({ hypothesis: 'held', exitCode: 0 });
});

test('a denied plan is refused, and cannot be approved afterwards', async () => {
  const { world, runId } = await waiting();
  await decideApproval(world.main.ports, runId, 'denied', 'ben');
  await expect(decideApproval(world.main.ports, runId, 'approved', 'eve')).rejects.toThrow('denied by ben');
  const { conclusion, refusal } = await world.concluded(runId);
  expect(refusal).toEqual({ guard: 'approval', reason: 'denied by ben' });
  expect(conclusion).toMatchObject({ hypothesis: 'untested', exitCode: 6 });
});

test('no answer in time is a no', async () => {
  const { world, runId } = await waiting();
  const { conclusion, refusal } = await world.concluded(runId);
  expect(refusal).toEqual({ guard: 'approval', reason: 'nobody answered in time' });
  expect(conclusion.exitCode).toBe(6);
});

test('the task token alone approves nothing', async () => {
  const { world, runId } = await waiting();
  const { waiting: asked } = await world.look(runId);
  await world.main.ports.executions.succeed(asked?.token ?? '', {});
  const { refusal } = await world.concluded(runId);
  expect(refusal).toEqual({ guard: 'approval', reason: 'nobody approved it' });
  expect(world.far.injected).toEqual([]);
});

test.each([
  ['another plan was approved', { planHash: 'another', expiresAtMs: Infinity }],
  ['the approval has expired', { planHash: '', expiresAtMs: 0 }],
])('a record that does not fit approves nothing: %s', async (reason, fields) => {
  const { world, runId } = await waiting();
  const { plan } = await world.look(runId);
  const planHash = fields.planHash || (plan?.hash ?? '');
  const approval = { answer: 'approved', by: 'ben', atMs: 0, ...fields, planHash } as const;
  await world.runs.update(runId, {}, { approval });
  const { refusal } = await world.concluded(runId);
  expect(refusal).toEqual({ guard: 'approval', reason });
});

test('an approval does not run out in the middle of what it approved', async () => {
  const { limits } = asking;
  const { world, runId } = await waiting({
    ...asking,
    faults: [faultOn(1), faultOn(2, { startAfterMs: 1_200_000 })],
    limits: { ...limits, maxDurationMs: 1_800_000 },
  });
  await decideApproval(world.main.ports, runId, 'approved', 'ben');
  expect((await world.concluded(runId)).conclusion.hypothesis).toBe('held');
});

test('a run that waits for nobody cannot be approved', async () => {
  const world = await openWorld();
  const runId = await world.start(anExperiment());
  await world.until(runId, 'observing');
  await expect(decideApproval(world.main.ports, runId, 'approved', 'ben')).rejects.toThrow('not waiting');
});

test('an answer whose delivery fails is delivered again', async () => {
  let failures = 2;
  const world = await openWorld({
    around: async ({ name, make }) => {
      if (name === 'executions.succeed' && failures-- > 0) throw new Error('throttled');
      return make();
    },
  });
  const runId = await world.start(asking);
  await world.until(runId, 'awaiting-approval');
  await decideApproval(world.main.ports, runId, 'approved', 'ben');
  const { conclusion } = await world.concluded(runId);
  expect(conclusion.hypothesis).toBe('held');
});
