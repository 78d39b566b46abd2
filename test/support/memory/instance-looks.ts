import { canonicalJson } from '../../../core/chain.ts';
import type { FaultRecord, Image } from '../../../core/run.ts';
import { actionOf } from './instance-actions.ts';
import type { MemoryTargets } from './targets.ts';

/** Whether the fault is there, by looking at the fleet. */
export const evidenceOf = (targets: MemoryTargets, record: FaultRecord) => {
  const looks = looksOf(targets, record);
  const hit = looks.filter(({ instance }) => instance && actionOf(record).present(instance, record)).length;
  const present = hit === 0 ? 'no' : hit === looks.length ? 'yes' : 'partly';
  return { present, level: 2, seen: seenIn(looks) } as const;
};

/** Starts what is as the fault left it, and nothing else. */
export const undoOf = (targets: MemoryTargets, record: FaultRecord) => {
  if (record.revertClass === 'irreversible') return { outcome: 'nothing-to-undo' } as const;
  const looks = looksOf(targets, record);
  const ours = looks.filter(({ isAfter }) => isAfter);
  for (const { arn } of ours) targets.start(arn);
  const drifted = looks.filter(({ isBefore, isAfter }) => !isBefore && !isAfter);
  if (drifted.length > 0) return { outcome: 'drifted', seen: seenIn(drifted) } as const;
  return { outcome: ours.length > 0 ? 'accepted' : 'nothing-to-undo' } as const;
};

/** Whether every target is as it was; for what cannot be undone, whether the system made good for it. */
export const verificationOf = (targets: MemoryTargets, record: FaultRecord) => {
  const looks = looksOf(targets, record);
  const seen = seenIn(looks);
  if (record.revertClass === 'irreversible') {
    const { recovered } = actionOf(record);
    const restored = looks.every(({ instance }) => instance && recovered(instance, targets.all()));
    return restored ? ({ restored, seen } as const) : ({ restored: false, drifted: false, seen } as const);
  }
  if (looks.every(({ isBefore }) => isBefore)) return { restored: true, seen } as const;
  const drifted = looks.some(({ isBefore, isAfter }) => !isBefore && !isAfter);
  const gone = looks.some(({ instance }) => !instance || instance.state === 'terminated');
  return { restored: false, drifted, ...(gone && { gone }), seen } as const;
};

const looksOf = (targets: MemoryTargets, record: FaultRecord) =>
  record.targets.map(({ arn, label }) => {
    const instance = targets.get(arn);
    const now = instance && actionOf(record).image(instance);
    return {
      arn,
      instance,
      seen: `${label} ${now ? Object.values(now).join(' ') : 'not there'}`,
      isBefore: same(now, record.before[arn]),
      isAfter: same(now, record.after[arn]),
    };
  });

const same = (a: Image | undefined, b: Image | undefined) =>
  a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b);

const seenIn = (looks: readonly { readonly seen: string }[]) => looks.map(({ seen }) => seen).join(', ');
