import {
  Fenced,
  InjectionRefused,
  isFiredrillError,
  ServiceUnavailable,
  WrongAsAsked,
} from '../../../core/errors.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { failureOf, isRefusal } from '../../aws/calling.ts';
import type { Fences } from '../fences.ts';
import { inWords } from './answers.ts';
import { type Attribute, type Head, headOf, type Read, type Write } from './attribute.ts';
import { lookAtEach } from './look-at-each.ts';
import { callsFor, type Standing, valuesOf } from './standing.ts';

/** The part of a driver that breaks things. */
export type InjectingDriver = Head & Pick<FaultDriver, 'inject'>;

/**
 * The part of a driver that breaks things. Whether the before-images still hold is core's to judge, just before: an earlier
 * fault of the same run may have changed the same target.
 */
export const injecting = (
  attribute: Attribute,
  { read, write }: { readonly read: Read; readonly write: Write },
  fences: Pick<Fences, 'isRaised'>,
): InjectingDriver => ({
  ...headOf(attribute),
  inject: async (record) => {
    await unlessFenced(fences, record);
    const standings = await lookAtEach(attribute, read, record).catch((failure: unknown) => {
      throw refused(record, failure);
    });
    refuseUnlessPossible(record, standings);
    const calls = standings.flatMap(({ target, healthy }) =>
      callsFor(attribute, healthy).map((names) => ({
        target,
        values: valuesOf(record.after[target.arn], names),
      })),
    );
    for (const [sent, { target, values }] of calls.entries())
      try {
        await unlessFenced(fences, record);
        const meanwhile = await write(target, values, record);
        if (meanwhile !== undefined) throw new WrongAsAsked(`${target.label}: ${meanwhile}`);
      } catch (failure) {
        throw sent === 0 ? refused(record, failure) : cutShort(record, sent, calls.length, failure);
      }
  },
});

const unlessFenced = async (
  fences: Pick<Fences, 'isRaised'>,
  { name, runId }: FaultRecord,
): Promise<void> => {
  if (await fences.isRaised(runId)) throw new Fenced(`Reverting of run ${runId} has begun: ${name} is off`);
};

const refuseUnlessPossible = ({ name }: FaultRecord, standings: readonly Standing[]): void => {
  if (standings.length === 0) throw new InjectionRefused(`${name} would change nothing: ${inWords([])}`);
  const gone = standings.filter((one) => one.gone).map(({ seen }) => seen);
  if (gone.length > 0) throw new InjectionRefused(`${name} is off: ${gone.join('; ')}`);
  // It may be on its way to what an earlier attempt of ours has written.
  const settling = standings.flatMap((one) => one.settling ?? []);
  if (settling.length > 0) throw new ServiceUnavailable(`${name} must wait: ${settling.join('; ')}`);
};

// Nothing was written by this call before. An answer to a repeat proves nothing of the attempt it repeats.
const refused = ({ name }: FaultRecord, failure: unknown): Error => {
  const ours = failureOf(`inject ${name}`, failure);
  return isRefusal(failure) && attemptsOf(failure) < 2
    ? new InjectionRefused(ours.message, { cause: failure })
    : ours;
};

// Neither refused nor fenced any more: something of the fault is there, and must be undone.
const cutShort = ({ name }: FaultRecord, sent: number, all: number, failure: unknown): Error => {
  const ours = failureOf(`inject ${name}`, failure);
  const isFinal = isFiredrillError(failure) || isRefusal(failure);
  return isFinal
    ? new WrongAsAsked(`${ours.message} (after ${sent} of ${all} writes)`, { cause: failure })
    : ours;
};

const attemptsOf = (failure: unknown): number =>
  failure instanceof Error &&
  '$metadata' in failure &&
  typeof failure.$metadata === 'object' &&
  failure.$metadata !== null &&
  'attempts' in failure.$metadata &&
  typeof failure.$metadata.attempts === 'number'
    ? failure.$metadata.attempts
    : 1;
