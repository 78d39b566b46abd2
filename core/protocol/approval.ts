import { NotFound, RunRefused } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { ApprovalRecord, Run } from '../run.ts';
import { experimentOf, note, runOf } from './record.ts';
import { refuse } from './refuse.ts';

/** State AwaitApproval: stores the token, and answers at once when the person was faster. */
export const requestApproval = async (ports: Ports, runId: string, token: string): Promise<void> => {
  const run = await ports.runs.update(
    runId,
    { states: ['planned', 'awaiting-approval'] },
    { state: 'awaiting-approval', waiting: { state: 'approval', token } },
  );
  if (run === undefined) return ports.executions.fail(token, 'RunStopped', 'stopped before it was approved');
  await note(ports, runId, 'approval-requested', { data: { hash: run.plan?.hash } });
  await settleApproval(ports, run);
};

/**
 * A person's answer. The stored record approves; the token alone approves nothing. `planHash` is that of the plan which the
 * person has seen: the answer holds for no other.
 */
export const decideApproval = async (
  ports: Ports,
  runId: string,
  answer: ApprovalRecord['answer'],
  by: string,
  planHash?: string,
): Promise<void> => {
  const run = await runOf(ports, runId);
  if (run.state !== 'awaiting-approval' || run.plan === undefined)
    throw new NotFound(`Run ${runId} is not waiting for an approval; it is ${run.state}`);
  if (planHash !== undefined && planHash !== run.plan.hash)
    throw new RunRefused(`Run ${runId} has another plan now: ${run.plan.hash}, not ${planHash}`);
  if (run.approval?.answer === 'denied')
    throw new RunRefused(`Run ${runId} has been denied by ${run.approval.by}`);
  const { approval } = await experimentOf(ports, run);
  const atMs = ports.clock.now();
  const record = { answer, by, atMs, planHash: run.plan.hash, expiresAtMs: atMs + approval.timeoutMs };
  const decided = await ports.runs.update(runId, { states: ['awaiting-approval'] }, { approval: record });
  if (decided === undefined) throw new RunRefused(`Run ${runId} stopped waiting before the answer came`);
  await note(ports, runId, answer, { actor: by, data: { planHash: record.planHash } });
  // At once, because the state that waits may be over before anybody looks again. The token stays on record: here it may
  // be unknown, or the answer lost, and then the reconciler gives it.
  await Promise.allSettled([answerApproval(ports, decided)]);
};

/** Answers the waiting state when the stored record allows it. */
export const settleApproval = async (ports: Ports, run: Run): Promise<void> => {
  if (!(await answerApproval(ports, run))) return;
  // The token goes last: an answer that is lost before this is given again.
  await ports.runs.update(run.runId, { states: ['awaiting-approval'] }, { waiting: undefined });
};

const answerApproval = async (ports: Ports, { approval, waiting, runId }: Run): Promise<boolean> => {
  if (approval === undefined || waiting?.state !== 'approval') return false;
  const reason = `denied by ${approval.by}`;
  if (approval.answer === 'approved') await ports.executions.succeed(waiting.token, {});
  else {
    await refuse(ports, runId, { guard: 'approval', reason });
    await ports.executions.fail(waiting.token, 'RunRefused', reason);
  }
  return true;
};

/** Why a run that needs an approval may not go on, if it may not. */
export const unapproved = (run: Run, required: boolean, nowMs: number): string | undefined => {
  const { approval, plan } = run;
  if (!required) return undefined;
  if (approval === undefined) return 'nobody approved it';
  if (approval.answer === 'denied') return `it was denied by ${approval.by}`;
  if (approval.planHash !== plan?.hash) return 'another plan was approved';
  return approval.expiresAtMs < nowMs ? 'the approval has expired' : undefined;
};
