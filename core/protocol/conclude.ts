import { NeedsHuman } from '../errors.ts';
import { pageAgainMs } from '../notices/paging.ts';
import type { Notice, Ports } from '../ports.ts';
import { type Conclusion, notClosed, type Refusal, type Run } from '../run.ts';
import { concludeRun } from '../verdict.ts';
import { judgedExpectations } from './expectations.ts';
import { answerGameDay, finish } from './finish.ts';
import { gather } from './gather.ts';
import { causeOf, type Problem } from './problem.ts';
import { note, runOf } from './record.ts';
import { refuse } from './refuse.ts';
import { tell } from './tell.ts';

/** State Conclude: the verdict, then close, disarm, release, tell. What is not verified restored stays open, and pages. */
export const conclude = async (ports: Ports, runId: string, problem?: Problem): Promise<Conclusion> => {
  const before = await runOf(ports, runId);
  if (before.state === 'closed') return finishClosed(ports, before);
  const refusal = before.refusal ?? refusalIn(before, problem);
  if (refusal && !before.refusal) await refuse(ports, runId, refusal);
  const { run, ...facts } = await gather(ports, await runOf(ports, runId), problem);
  const atRisk = concludeRun({ run, ...facts });
  if (atRisk.restoration === 'unverified') return page(ports, run, atRisk);
  // Not before it is known that nobody has to be paged: somebody outside is asked, who may take his time.
  const expectations = await judgedExpectations(ports, { run, ...facts });
  const conclusion = concludeRun({ run, ...facts, expectations });
  // A run that was refused holds no lease yet; with one it is found if whoever closes it dies right after.
  await ports.leases.acquire(runId, [`run:${runId}`]);
  const change = { state: 'closed', conclusion, waiting: undefined } as const;
  const closed = await ports.runs.update(runId, { states: notClosed, epoch: run.epoch }, change);
  // A signal came in between, or another way home was faster: what they left is judged.
  if (closed === undefined) return conclude(ports, runId, problem);
  await finish(ports, closed, conclusion);
  return conclusion;
};

const finishClosed = async (ports: Ports, run: Run): Promise<Conclusion> => {
  if (run.conclusion === undefined) throw new NeedsHuman(`Run ${run.runId} was closed without a conclusion`);
  await finish(ports, run, run.conclusion);
  return run.conclusion;
};

/** What a problem before the first fault says about the run: a no, which is an answer, or an error. */
const refusalIn = ({ state }: Run, problem: Problem | undefined): Refusal | undefined => {
  if (problem?.Error === 'NotSteady') return { guard: 'steady-state', reason: causeOf(problem) };
  if (problem?.Error !== 'States.Timeout') return undefined;
  if (state === 'checking') return { guard: 'steady-state', reason: 'it did not show itself in time' };
  return state === 'awaiting-approval' ? { guard: 'approval', reason: 'nobody answered in time' } : undefined;
};

// Nothing here may keep the page from going out, so each part is tried apart.
const page = async (ports: Ports, run: Run, conclusion: Conclusion): Promise<never> => {
  const { runId } = run;
  const text = `Run ${runId} is not verified restored: ${conclusion.reasons.join('; ')}`;
  await Promise.allSettled([
    pagePeople(ports, run, { about: runId, kind: 'needs-human', text, conclusion }),
    ports.runs.update(runId, { states: notClosed }, { conclusion }),
    note(ports, runId, 'needs-human', { reason: text }, { durable: true }),
    answerGameDay(ports, run, conclusion),
  ]);
  throw new NeedsHuman(text);
};

// Until somebody looks after it: then there is nobody left to call.
const pagePeople = async (
  ports: Ports,
  { runId, acknowledged, pagedAtMs = -Infinity }: Run,
  notice: Notice,
): Promise<void> => {
  if (acknowledged) return;
  const nowMs = ports.clock.now();
  const again = nowMs - pagedAtMs < pageAgainMs;
  await tell(ports, { ...notice, ...(again && { again }) });
  if (!again) await ports.runs.update(runId, { states: notClosed }, { pagedAtMs: nowMs });
};
