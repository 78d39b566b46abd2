import { canonicalJson } from '../chain.ts';
import type { Schedule } from '../experiment.ts';
import type { Definition, DefinitionRef, DeployedSchedule } from '../fronts.ts';
import { refOf } from './deploy.ts';
import { type FieldChange, fieldChanges } from './field-changes.ts';

/** What would become of a document. `left` is deployed, and no file names it. */
export type Change = DefinitionRef & {
  readonly what: 'create' | 'change' | 'unchanged' | 'delete' | 'left';
  readonly fields: readonly FieldChange[];
  /** The version that is in force, where one is. */
  readonly inForce?: string;
  /** What is to be deployed. */
  readonly wanted?: Definition;
};

/** What is deployed. */
export type Deployed = {
  readonly definitions: readonly Definition[];
  readonly schedules: readonly DeployedSchedule[];
};

/** What it takes to make what is deployed equal to what is wanted. */
export const changesTo = (
  wanted: readonly Definition[],
  { definitions, schedules }: Deployed,
  prune: boolean,
): readonly Change[] => {
  const standing = new Map(definitions.map((one) => [keyOf(refOf(one)), one]));
  const timed = new Map(schedules.map((one) => [keyOf(one), one.schedule]));
  const named = new Set(wanted.map((one) => keyOf(refOf(one))));
  const rest = [
    ...definitions.map((one) => ({ ...refOf(one), inForce: one.version })),
    // A schedule of something that is not deployed starts nothing but alarms.
    ...schedules.filter((one) => !standing.has(keyOf(one))).map(({ kind, name }) => ({ kind, name })),
  ].filter((one) => !named.has(keyOf(one)));
  return [
    ...wanted.map((one) => changeTo(one, standing.get(keyOf(refOf(one))), timed.get(keyOf(refOf(one))))),
    ...rest.map((one) => ({ ...one, what: prune ? 'delete' : 'left', fields: [] }) as const),
  ];
};

const changeTo = (
  wanted: Definition,
  standing: Definition | undefined,
  timed: Schedule | undefined,
): Change => {
  const ref = refOf(wanted);
  if (standing === undefined) return { ...ref, what: 'create', fields: [], wanted };
  const fields = [
    ...fieldChanges(standing.document, wanted.document),
    ...fieldChanges(stepsOf(standing), stepsOf(wanted)),
    ...driftOf(standing.document.schedule, timed),
  ];
  const what = fields.length > 0 ? 'change' : 'unchanged';
  return { ...ref, what, fields, inForce: standing.version, wanted };
};

// Which version of its experiment each step runs.
const stepsOf = (definition: Definition): unknown =>
  definition.kind === 'GameDay'
    ? { steps: definition.experiments.map(({ name, version }) => ({ version: `${name} ${version}` })) }
    : {};

// Somebody may have changed the schedule itself. Where a rate counts from is nobody's wish.
const driftOf = (written: Schedule | undefined, timed: Schedule | undefined): readonly FieldChange[] => {
  const { startMs, ...rest } = timed ?? {};
  const now = timed && written?.startMs === undefined ? rest : timed;
  if (canonicalJson(now) === canonicalJson(written)) return [];
  return fieldChanges({ 'deployed schedule': now }, { 'deployed schedule': written });
};

const keyOf = ({ kind, name }: DefinitionRef): string => `${kind} ${name}`;
