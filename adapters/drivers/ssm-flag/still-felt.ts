import type { SSMClient } from '@aws-sdk/client-ssm';
import type { Verification } from '../../../core/ports.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { clockMarginMs } from '../../../middleware/decision.ts';
import { parameterAt } from './read.ts';

/** How long a flag that is taken away is still acted on, and which parameters have flags of a fault. */
export type Lingering = { readonly lingersMs: number; readonly parameters: readonly string[] };

/**
 * A verification that says so while readers may still act on what they have read before the undo. It asks Parameter Store
 * when the values were last written: our own books might have it that the undo was accepted, and not when it took effect.
 */
export const unlessStillFelt = async (
  ssm: SSMClient,
  record: FaultRecord,
  seen: Verification,
  { lingersMs, parameters }: Lingering,
  nowMs: number,
): Promise<Verification> => {
  if (!seen.restored || lingersMs === 0) return seen;
  const found = await Promise.all(parameters.map((arn) => parameterAt(ssm, arn)));
  const writtenAtMs = Math.max(0, ...found.map((one) => one?.LastModifiedDate?.getTime() ?? 0));
  // By then a flag is dead, whoever still has it.
  const untilMs = Math.min(writtenAtMs + lingersMs + clockMarginMs, record.deadlineMs);
  if (nowMs >= untilMs) return seen;
  const until = new Date(untilMs).toISOString();
  return {
    restored: false,
    drifted: false,
    seen: `${seen.seen}; whoever has read the flag may act on it until ${until}`,
  };
};
