import type { Ports } from '../ports.ts';
import type { Refusal, RunState } from '../run.ts';
import { note } from './record.ts';

/** Records every reason why a run may not start; the first is the one in its verdict. */
export const refuse = async (
  ports: Ports,
  runId: string,
  refusal: Refusal,
  all: readonly Refusal[] = [refusal],
  states: readonly RunState[] = ['planned', 'awaiting-approval', 'committed', 'checking'],
): Promise<void> => {
  if (!(await ports.runs.update(runId, { states }, { refusal }))) return;
  for (const { guard, reason } of all) await note(ports, runId, 'refused', { reason, data: { guard } });
};
