import { canonicalJson } from './chain.ts';
import { formatDuration } from './duration.ts';
import type { Plan, PlannedFault } from './run.ts';

/** What has changed from one plan to another, a sentence each; none where a person would approve the same thing. */
export const differences = (before: Plan, after: Plan): readonly string[] => {
  if (before.hash === after.hash) return [];
  const { name } = before.experiment;
  const was = new Map(before.faults.map((fault) => [fault.name, fault]));
  const is = new Map(after.faults.map((fault) => [fault.name, fault]));
  return [
    ...(name === after.experiment.name
      ? []
      : [`it was a plan of ${name}, and is one of ${after.experiment.name}`]),
    ...(before.experiment.version === after.experiment.version ? [] : ['the document has changed']),
    ...before.faults.flatMap((fault) => (is.has(fault.name) ? [] : [`fault "${fault.name}" is gone`])),
    ...after.faults.flatMap((fault) => {
      const earlier = was.get(fault.name);
      return earlier ? ofFault(earlier, fault) : [`fault "${fault.name}" is new`];
    }),
    ...(before.observeMs === after.observeMs
      ? []
      : [
          `it is observed for ${formatDuration(after.observeMs)}, no longer ${formatDuration(before.observeMs)}`,
        ]),
    ...(before.seed === after.seed ? [] : [`the seed was ${before.seed}, and is ${after.seed}`]),
  ];
};

const ofFault = (before: PlannedFault, after: PlannedFault): readonly string[] => {
  const labels = (from: PlannedFault, without: PlannedFault): readonly string[] =>
    from.targets
      .filter(({ arn }) => !without.targets.some((one) => one.arn === arn))
      .map(({ label }) => label);
  const [added, gone] = [labels(after, before), labels(before, after)];
  const changed = (
    ['action', 'driver', 'parameters', 'atStart', 'startAfterMs', 'durationMs', 'undo'] as const
  ).filter((field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null));
  const said = [
    ...(added.length > 0 ? [`would hit ${added.join(', ')} too`] : []),
    ...(gone.length > 0 ? [`would no longer hit ${gone.join(', ')}`] : []),
    ...(before.fleet === after.fleet ? [] : [`chooses from ${after.fleet}, not from ${before.fleet}`]),
    ...changed.map((field) => `has another ${words[field]}`),
  ];
  const same = said.length === 0 && canonicalJson(before) !== canonicalJson(after);
  return [...said, ...(same ? ['finds its targets in another state'] : [])].map(
    (text) => `fault "${after.name}" ${text}`,
  );
};

const words = {
  ...{ action: 'action', driver: 'driver', parameters: 'parameter', atStart: 'selection' },
  ...{ startAfterMs: 'start', durationMs: 'duration', undo: 'undo' },
};
