import type { Evidence } from '../../../core/ports.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { isAlive, type ProcessIdentity } from '../../process/process-identity.ts';
import { evidenceFrom } from './looks.ts';

/** The server process of a target as it was before the fault. */
export const serverOf = ({ before }: FaultRecord, arn: string): ProcessIdentity | undefined => {
  const { pid, startTime } = before[arn] ?? {};
  return typeof pid === 'number' && typeof startTime === 'string' ? { pid, startTime } : undefined;
};

/** Whether the very process of the before-image is gone, whatever runs there by now. */
export const processGone = (record: FaultRecord): Evidence =>
  evidenceFrom(
    record.targets.map(({ arn, label }) => {
      const server = serverOf(record, arn);
      const gone = server !== undefined && !isAlive(server);
      return { instanceId: label, gone, seen: `process ${server?.pid} ${gone ? 'gone' : 'alive'}` };
    }),
  );
