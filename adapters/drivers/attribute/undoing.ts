import { ServiceUnavailable } from '../../../core/errors.ts';
import type { FaultDriver, UndoOutcome } from '../../../core/ports.ts';
import type { FaultRecord, ResolvedTarget } from '../../../core/run.ts';
import { calling } from '../../aws/calling.ts';
import type { Fences } from '../fences.ts';
import { driftIn } from './answers.ts';
import { type Attribute, type Head, headOf, type Read, type Write } from './attribute.ts';
import { eachOf } from './each-of.ts';
import { callsFor, standingOf, touched, valuesOf } from './standing.ts';

/** The part of a driver that keeps late calls out. */
export type FencingDriver = Head & Pick<FaultDriver, 'fence'>;

/** The part of a driver that puts back. */
export type UndoingDriver = FencingDriver & Pick<FaultDriver, 'undo'>;

/** The part of a driver that keeps late calls out. */
export const fencing = (attribute: Attribute, fences: Pick<Fences, 'raise'>): FencingDriver => ({
  ...headOf(attribute),
  fence: (runId) => fences.raise(runId),
});

/** The part of a driver that puts back, value by value: only what is still as the fault has made it. */
export const undoing = (
  attribute: Attribute,
  hands: Hands,
  fences: Pick<Fences, 'raise'>,
): UndoingDriver => ({
  ...fencing(attribute, fences),
  undo: async (record) => {
    // At the same time: an undo waits for no fence, and a fence that cannot be raised is still said.
    const [raised, undone] = await Promise.allSettled([
      fences.raise(record.runId),
      calling(`undo ${record.name}`, () => undoAll(attribute, hands, record)),
    ]);
    if (undone.status === 'rejected') throw undone.reason;
    if (raised.status === 'rejected') throw raised.reason;
    return undone.value;
  },
});

type Hands = { readonly read: Read; readonly write: Write };

const undoAll = async (attribute: Attribute, hands: Hands, record: FaultRecord): Promise<UndoOutcome> => {
  const all = await eachOf(touched(record), (target) => undoOne(attribute, hands, record, target));
  failIfAny(all);
  const undone = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const drift = driftIn(undone);
  if (drift !== undefined) return { outcome: 'drifted', seen: drift };
  return { outcome: undone.some(({ wrote }) => wrote) ? 'accepted' : 'nothing-to-undo' };
};

type Undone = { readonly wrote: boolean; readonly drift: string | undefined };

const undoOne = async (
  attribute: Attribute,
  { read, write }: Hands,
  record: FaultRecord,
  target: ResolvedTarget,
): Promise<Undone> => {
  // Each target is read just before it is written: there is no condition that these services would check.
  const look = (await read([target], record)).get(target.arn);
  const { faulty, drift, settling } = standingOf(attribute, record, target, look);
  const written = await eachOf(callsFor(attribute, faulty), (names) =>
    write(target, valuesOf(record.before[target.arn], names), record),
  );
  failIfAny(written);
  if (settling !== undefined) throw new ServiceUnavailable(settling);
  const meanwhile = written.map((one) => (one.status === 'fulfilled' ? one.value : undefined));
  const drifts = [drift, ...meanwhile].map((it) => ({ drift: it }));
  return { wrote: faulty.length > 0, drift: driftIn(drifts) };
};

// Only when everything has been tried: what can be put back is put back, whatever is wrong with the others.
const failIfAny = (all: readonly PromiseSettledResult<unknown>[]): void => {
  const failures = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1)
    throw new ServiceUnavailable(failures.map(inShort).join('; '), { cause: new AggregateError(failures) });
};

const inShort = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure));
