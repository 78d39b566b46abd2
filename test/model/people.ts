import { decideApproval } from '../../core/protocol/approval.ts';
import { signalRun } from '../../core/protocol/signal.ts';
import type { RunState } from '../../core/run.ts';
import { type Command, command, runCommand } from './command.ts';
import { isBeforeRevert, newRun, type RunModel } from './model.ts';
import type { ShapeName } from './shapes.ts';
import type { System } from './system.ts';

const isAwaiting = ({ phase }: Pick<RunModel, 'phase'>): boolean =>
  phase === ('awaiting-approval' satisfies RunState);

/** A trigger. The second of the same id is the same run, whatever it asks for. */
export const starts = (runId: string, name: ShapeName): Command =>
  command(`start ${runId} as ${name}`, ({ model, clock, start }) => {
    if (!model.runs.has(runId)) model.runs.set(runId, newRun(runId, name, clock.now()));
    return start(runId, name);
  });

/** A person stops a run. */
export const stops = (runId: string): Command =>
  runCommand(runId, `a person stops ${runId}`, async ({ clock, ports, complaints }, run) => {
    const isOpen = isBeforeRevert(run);
    if (isOpen) run.asked.set('person', clock.now());
    const signal = { kind: 'person', atMs: clock.now(), actor: 'ben', reason: 'enough' } as const;
    const isFirst = await signalRun(ports(), runId, signal);
    if (isFirst !== isOpen) complaints.push(`the stop of ${runId} is ${isFirst ? '' : 'not '}the first`);
  });

/** A person answers; nobody hears an answer that comes too late, or after a no. */
export const answers = (runId: string, answer: 'approved' | 'denied'): Command =>
  runCommand(runId, `${runId} is ${answer}`, async ({ clock, ports, complaints }, run) => {
    const counts = isAwaiting(run) && run.approval?.answer !== 'denied';
    const isHeard = await decideApproval(ports(), runId, answer, 'ben').then(
      () => true,
      () => false,
    );
    if (isHeard !== counts) complaints.push(`the answer for ${runId} ${isHeard ? 'counts' : 'is lost'}`);
    if (counts) run.approval = { answer, atMs: clock.now() };
  });

/** An approval is on record that was given to another plan. */
export const approvedElsewhere = (runId: string): Command =>
  runCommand(
    runId,
    `${runId} has an approval of another plan`,
    async ({ clock, shop }, run) => {
      const atMs = clock.now();
      const approval = { by: 'eve', atMs, planHash: 'another', expiresAtMs: Infinity };
      await shop.runs.update(runId, {}, { approval: { answer: 'approved', ...approval } });
      run.approval = { answer: 'of another plan', atMs };
    },
    (run) => isAwaiting(run) && run.approval === undefined,
  );

/** Somebody has the task token, and answers it without a record. */
export const tokenAnswered = (runId: string): Command =>
  runCommand(
    runId,
    `somebody answers the token of ${runId}`,
    async ({ shop, ports }: System, run) => {
      const { waiting } = (await shop.runs.get(runId)) ?? {};
      run.isForged = true;
      if (waiting) await ports().executions.succeed(waiting.token, {});
    },
    isAwaiting,
  );

/** The kill switch is pulled. */
export const engages = (scope: string): Command =>
  command(`the ${scope} lever is pulled`, ({ model, shop, clock }) => {
    const atMs = clock.now();
    if (!model.levers.has(scope)) model.levers.set(scope, atMs);
    return shop.levers.engage({ scope, by: 'ana', reason: 'no', atMs });
  });

/** The kill switch is let go. */
export const releases = (scope: string): Command =>
  command(
    `the ${scope} lever is released`,
    ({ model, shop }) => {
      model.levers.delete(scope);
      return shop.levers.release(scope);
    },
    ({ levers }) => levers.has(scope),
  );
