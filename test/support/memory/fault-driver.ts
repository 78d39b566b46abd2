import { Fenced, InjectionRefused, NotFound } from '../../../core/errors.ts';
import type { Fault } from '../../../core/experiment.ts';
import type { FaultDriver, Residue } from '../../../core/ports.ts';
import type { FaultRecord, PlannedFault } from '../../../core/run.ts';
import { actionOf, instanceActions } from './instance-actions.ts';
import { evidenceOf, undoOf, verificationOf } from './instance-looks.ts';
import type { Instance, MemoryTargets } from './targets.ts';

/** A driver whose far end a test can look into. */
export type MemoryFaultDriver = FaultDriver & {
  /** The tokens that took effect, in order. */
  readonly injected: readonly string[];
  /** Something of a run that stays until it is taken away by an empty list. */
  leave(runId: string, residue: readonly Residue[]): void;
};

/** Faults on a fleet in memory, refused once their run is fenced. */
export const memoryFaultDriver = (
  targets: MemoryTargets,
  { lateEffectMs = 0, name = 'memory' } = {},
): MemoryFaultDriver => {
  const fenced = new Set<string>();
  const injected: string[] = [];
  const left = new Map<string, readonly Residue[]>();

  return {
    name,
    lateEffectMs,
    injected,
    leave: (runId, residue) => void left.set(runId, residue),
    facts: (action) => instanceActions.get(action)?.facts,
    resolve: async (fault) =>
      targets
        .all()
        .filter((instance) => isCandidate(instance, fault))
        .map(({ target }) => target),
    snapshot: async (fault) => imagesOf(targets, fault),
    inject: async (record) => {
      if (fenced.has(record.runId)) throw new Fenced(`Run ${record.runId} is being reverted`);
      if (injected.includes(record.token)) return;
      refuseUnlessPossible(targets, record);
      injected.push(record.token);
      for (const { arn } of record.targets) actionOf(record).effect(targets, arn, record.parameters);
    },
    evidence: async (record) => evidenceOf(targets, record),
    fence: async (runId) => void fenced.add(runId),
    undo: async (record) => undoOf(targets, record),
    verify: async (record) => verificationOf(targets, record),
    residue: async (runId) => structuredClone(left.get(runId) ?? []),
  };
};

const isCandidate = (instance: Instance, { targets: wanted }: Fault) => {
  const { arn, tags } = instance.target;
  if (wanted.resourceType !== 'aws:ec2:instance' || instance.state === 'terminated') return false;
  if (wanted.arns && !wanted.arns.includes(arn)) return false;
  return (
    Object.entries(wanted.tags ?? {}).every(([key, value]) => tags[key] === value) &&
    wanted.filters.every(({ path, values }) => values.includes(attribute(instance, path) ?? ''))
  );
};

const attribute = ({ state, target }: Instance, path: string) => {
  if (path === 'State.Name') return state;
  return path === 'Placement.AvailabilityZone' ? target.zone : undefined;
};

const imagesOf = (targets: MemoryTargets, fault: PlannedFault) => {
  const { image, after } = actionOf(fault);
  const before = fault.targets.map(({ arn }) => {
    const instance = targets.get(arn);
    if (!instance) throw new NotFound(`There is no instance ${arn}`);
    return [arn, image(instance)] as const;
  });
  return {
    before: Object.fromEntries(before),
    after: Object.fromEntries(before.map(([arn]) => [arn, { ...after }])),
  };
};

const refuseUnlessPossible = (targets: MemoryTargets, record: FaultRecord) => {
  for (const { arn, label } of record.targets) {
    const refusal = actionOf(record).refusal(targets.get(arn), record.parameters);
    if (refusal) throw new InjectionRefused(`${label} cannot be hit: ${refusal}`);
  }
};
