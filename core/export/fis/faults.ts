import { type CatalogueAction, catalogued } from '../../catalogue/catalogue.ts';
import { isoDuration } from '../../duration.ts';
import type { Experiment, Fault } from '../../experiment.ts';
import type { Note } from '../../import/shared/imported.ts';
import { unique } from '../../import/shared/names.ts';
import { exportTarget, type TemplateTarget } from './target.ts';

/** One action of a template. */
export type TemplateAction = {
  readonly actionId: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly targets?: Readonly<Record<string, string>>;
  readonly startAfter?: readonly string[];
};

type Exporting = {
  readonly targets: Record<string, TemplateTarget>;
  readonly actions: Record<string, TemplateAction>;
  readonly taken: Set<string>;
  /** The action that waits, by milliseconds. */
  readonly waits: Map<number, string>;
  readonly notes: Note[];
};

/** The actions and targets of an experiment's faults, with an `aws:fis:wait` for each time at which one starts later. */
export const exportFaults = (experiment: Experiment): Omit<Exporting, 'taken' | 'waits'> => {
  const { faults } = experiment;
  const exporting: Exporting = {
    ...{ targets: {}, actions: {}, notes: [] },
    ...{ taken: new Set(faults.map(({ name }) => name)), waits: new Map() },
  };
  for (const [index, fault] of faults.entries())
    exportFault(fault, `/faults/${index}`, experiment, exporting);
  const count = Object.keys(exporting.actions).length;
  if (count > 20)
    exporting.notes.push({
      what: 'refused',
      from: '/faults',
      message: `${count} actions with the waits; FIS takes 20`,
      fix: 'split the experiment',
    });
  return exporting;
};

const exportFault = (fault: Fault, from: string, { limits }: Experiment, exporting: Exporting): void => {
  const { notes } = exporting;
  const known = catalogued(fault.action);
  const flaw = flawOf(fault, known);
  if (flaw !== undefined) {
    notes.push({ what: 'refused', from, message: flaw });
    return;
  }
  const key =
    known?.targets.find(({ resourceType }) => resourceType === fault.targets.resourceType)?.key ??
    known?.targets[0]?.key;
  if (key === undefined) {
    notes.push({
      what: 'refused',
      from: `${from}/targets`,
      message: `${fault.action} has no target in FIS; what it hits is in its document`,
    });
    addAction(fault.name, fault, {}, from, exporting);
    return;
  }
  const { parts, notes: told } = exportTarget(fault.targets, limits.consentTag, `${from}/targets`);
  notes.push(...told);
  for (const [index, target] of parts.entries()) {
    const name = index === 0 ? fault.name : unique(fault.name, exporting.taken);
    exporting.targets[name] = target;
    addAction(name, fault, { targets: { [key]: name } }, from, exporting);
  }
};

const flawOf = ({ action }: Fault, known: CatalogueAction | undefined): string | undefined => {
  if (!action.startsWith('aws:')) return `${action} is Firedrill's own; FIS cannot do it`;
  return known === undefined
    ? `${action} is not in our catalogue, so what FIS calls its target is not known`
    : undefined;
};

const addAction = (
  name: string,
  fault: Fault,
  targets: Pick<TemplateAction, 'targets'>,
  from: string,
  exporting: Exporting,
): void => {
  const wait = waitFor(fault.startAfterMs, `${from}/startAfter`, exporting);
  exporting.actions[name] = {
    actionId: fault.action,
    ...(Object.keys(fault.parameters).length > 0 && { parameters: { ...fault.parameters } }),
    ...targets,
    ...(wait !== undefined && { startAfter: [wait] }),
  };
};

const MINUTE = 60_000;

const waitFor = (
  afterMs: number,
  from: string,
  { actions, taken, waits, notes }: Exporting,
): string | undefined => {
  if (afterMs === 0) return undefined;
  const waitMs = Math.max(afterMs, MINUTE);
  if (waitMs !== afterMs) notes.push({ what: 'changed', from, message: 'FIS waits a minute at least' });
  const known = waits.get(waitMs);
  if (known !== undefined) return known;
  const name = unique(`wait-${isoDuration(waitMs).toLowerCase()}`, taken);
  actions[name] = { actionId: 'aws:fis:wait', parameters: { duration: isoDuration(waitMs) } };
  waits.set(waitMs, name);
  return name;
};
