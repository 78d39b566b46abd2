import { WrongAsAsked } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { notClosed, type Run } from '../run.ts';
import { note, runOf } from './record.ts';

/** A person looks after a run that needs one: nobody is paged for it any more. What is being put back goes on being so. */
export const acknowledge = async (
  ports: Pick<Ports, 'runs' | 'journal' | 'clock' | 'actor'>,
  runId: string,
  by: string,
): Promise<Run> => {
  const before = await runOf(ports, runId);
  // The first is remembered: who comes second should know whom to ask.
  if (before.acknowledged) return before;
  const acknowledged = { by, atMs: ports.clock.now() };
  const run = await ports.runs.update(runId, { states: notClosed }, { acknowledged });
  if (run === undefined) throw new WrongAsAsked(`Run ${runId} is over: it needs nobody`);
  await note(ports, runId, 'acknowledged', { actor: by });
  return run;
};
