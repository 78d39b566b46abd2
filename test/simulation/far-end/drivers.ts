import { Fenced, ServiceUnavailable } from '../../../core/errors.ts';
import type { Fault } from '../../../core/experiment.ts';
import type { Clock, FaultDriver } from '../../../core/ports.ts';
import type { FaultRecord, Image, PlannedFault, RevertClass } from '../../../core/run.ts';
import type { Fleet } from './fleet.ts';
import { traits } from './traits.ts';

const undoneAfterMs = 200;
const replacedAfterMs = 10_000;
const replacedLateMs = 5 * 60_000;

/** A driver of one class on the fleet, with the habits of AWS: latency, tokens, old reads. */
export const simulatedDriver = (
  kind: RevertClass,
  fleet: Fleet,
  clock: Pick<Clock, 'now' | 'at'>,
  refusesLate: boolean,
  undone: (runId: string) => void,
): FaultDriver => {
  const { landsAfterMs, endsByItself, isFenced, lateEffectMs, isReversible } = traits[kind];
  const fenced = new Set<string>();
  const tokens = new Set<string>();
  const valueIn = (image: Image | undefined): string => String(image?.value);
  const hitOf = ({ parameters }: Pick<FaultRecord, 'parameters'>) => parameters.to ?? 'hit';
  // Throws after the first target when the call is one that gets only so far.
  const each = (targets: readonly { readonly arn: string }[], act: (arn: string) => void) => {
    for (const { arn } of targets) {
      act(arn);
      if (fleet.weather.onlyFirst)
        throw new ServiceUnavailable('The call got only as far as its first target');
    }
  };
  const looks = ({ targets, before, after }: FaultRecord) =>
    targets.map(({ arn, label }) => {
      const now = fleet.read(arn, kind);
      const isBefore = now === valueIn(before[arn]);
      return { arn, now, isBefore, isAfter: now === valueIn(after[arn]), seen: `${label} is ${now}` };
    });
  const seenIn = (some: readonly { readonly seen: string }[]) => some.map(({ seen }) => seen).join(', ');

  const hit = (record: FaultRecord, arn: string) => {
    const { runId, ordinal, durationMs } = record;
    const effect = { runId, ordinal, arn, attribute: kind, to: hitOf(record), isReversible };
    fleet.send(effect, landsAfterMs);
    const endIf = (afterMs: number, value: string) =>
      clock.at(clock.now() + landsAfterMs + afterMs, () => {
        if (fleet.value(arn, kind) === hitOf(record)) fleet.set(arn, kind, value);
      });
    if (endsByItself) endIf(durationMs, valueIn(record.before[arn]));
    if (!isReversible) endIf(fleet.weather.isReplacementLate ? replacedLateMs : replacedAfterMs, 'replaced');
  };

  // As FIS remembers its experiments.
  const endOf = ({ runId, ordinal }: FaultRecord) => {
    const ended = fleet.effects.findLast((one) => one.runId === runId && one.ordinal === ordinal);
    return ended?.endedAtMs === undefined ? undefined : { atMs: ended.endedAtMs, how: 'it is over' };
  };

  return {
    name: kind,
    lateEffectMs,
    facts: (action) =>
      action === `sim:${kind}`
        ? { revertClass: kind, iamEnforced: 'yes', resourceType: 'sim:resource', undo: 'put it back' }
        : undefined,
    resolve: async ({ targets: { arns } }: Fault) =>
      fleet.targets().filter(({ arn }) => arns === undefined || arns.includes(arn)),
    snapshot: async (fault: PlannedFault) => ({
      before: Object.fromEntries(fault.targets.map(({ arn }) => [arn, { value: fleet.read(arn, kind) }])),
      after: Object.fromEntries(fault.targets.map(({ arn }) => [arn, { value: hitOf(fault) }])),
    }),
    inject: async (record) => {
      if (isFenced && refusesLate && fenced.has(record.runId))
        throw new Fenced(`The template of run ${record.runId} is gone`);
      if (isFenced && tokens.has(record.token)) return;
      if (isFenced) fleet.templates.set(record.runId, kind);
      tokens.add(record.token);
      each(record.targets, (arn) => hit(record, arn));
    },
    evidence: async (record) => {
      const seen = looks(record);
      const there = seen.filter(({ isBefore }) => !isBefore).length;
      const present = there === 0 ? 'no' : there === seen.length ? 'yes' : 'partly';
      return { present, level: 2, seen: seenIn(seen) };
    },
    fence: async (runId) => {
      if (!isFenced) return;
      fenced.add(runId);
      if (fleet.templates.get(runId) === kind) fleet.templates.delete(runId);
    },
    undo: async (record) => {
      if (!isReversible) return { outcome: 'nothing-to-undo' };
      const drifted = looks(record).filter(({ isBefore, isAfter }) => !isBefore && !isAfter);
      const ours = looks(record).filter(({ isAfter }) => isAfter);
      each(ours, (arn) =>
        clock.at(clock.now() + undoneAfterMs, () => {
          if (fleet.value(arn, kind) !== valueIn(record.after[arn])) return;
          fleet.set(arn, kind, valueIn(record.before[arn]));
          undone(record.runId);
        }),
      );
      if (drifted.length > 0) return { outcome: 'drifted', seen: seenIn(drifted) };
      if (ours.length > 0) return { outcome: 'accepted' };
      const ended = endsByItself && endOf(record);
      return { outcome: 'nothing-to-undo', ...(ended && { ended }) };
    },
    verify: async (record) => {
      const all = looks(record);
      const seen = seenIn(all);
      if (!isReversible) {
        const restored = all.every(({ now }) => now !== hitOf(record));
        return restored ? { restored, seen } : { restored: false, drifted: false, seen };
      }
      if (all.every(({ isBefore }) => isBefore)) return { restored: true, seen };
      return { restored: false, drifted: all.some(({ isBefore, isAfter }) => !isBefore && !isAfter), seen };
    },
    residue: async (runId) =>
      fleet.templates.get(runId) === kind ? [{ what: 'a template', where: runId }] : [],
  };
};
