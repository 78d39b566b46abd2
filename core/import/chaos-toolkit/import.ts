import { faultDuration } from '../../documents/fault-duration.ts';
import { isMap, listOf, mapOf, type RawMap, textOf } from '../../documents/raw.ts';
import { parseSelection } from '../../documents/selection.ts';
import { parseDuration } from '../../duration.ts';
import { complete } from '../shared/completeness.ts';
import { deriveLimits, deriveRecovery } from '../shared/derive.ts';
import type { Imported, ImportOptions, Note } from '../shared/imported.ts';
import { aboutOf } from './about.ts';
import { withoutForm } from './found.ts';
import { steadyStateOf } from './hypothesis.ts';
import { methodOf } from './method.ts';
import { placeholderNotes } from './placeholders.ts';
import { rollbackNotes } from './rollbacks.ts';
import { namesIn, readVariables, variableNotes } from './variables.ts';
import { whereOf } from './where.ts';

/** Whether a document is an experiment of Chaos Toolkit, as far as one can tell without reading it. */
export const isChaosToolkit = (source: unknown): source is RawMap =>
  isExperiment(source) || isExperiment(templateIn(source));

const isExperiment = (source: unknown): boolean =>
  isMap(source) &&
  (Array.isArray(source.method) ||
    isMap(source['steady-state-hypothesis']) ||
    Array.isArray(source.rollbacks)) &&
  source.kind === undefined;

// Catalogs keep an experiment as the template of a form that asks for its variables.
const templateIn = (source: unknown): unknown => mapOf(mapOf(source).spec).template;

/** An experiment of Chaos Toolkit as one of ours; refused where nothing in it could be broken by Firedrill. */
export const importChaosToolkit = (source: unknown, options: ImportOptions): Imported => {
  if (!isMap(source)) return { refused: [NO_MAP] };
  const template = templateIn(source);
  if (isExperiment(source) || !isMap(template) || !isExperiment(template))
    return importExperiment(source, options);
  const { spec, ...rest } = source;
  const { template: _, ...form } = mapOf(spec);
  const around = complete({ ...rest, ...(Object.keys(form).length > 0 && { spec: form }) }, []);
  const within = (notes: readonly Note[]) => [
    ...notes.map(({ from, ...note }) => ({
      ...note,
      ...(from !== undefined && { from: `/spec/template${from}` }),
    })),
    ...around,
  ];
  const imported = importExperiment(template, options);
  return 'document' in imported
    ? { document: imported.document, notes: within(imported.notes) }
    : { refused: within(imported.refused) };
};

const NO_MAP: Note = {
  what: 'refused',
  from: '',
  message: 'this is no experiment of Chaos Toolkit: it is not a map of keys and values',
};

const importExperiment = (source: RawMap, options: ImportOptions): Imported => {
  const variables = readVariables(source.configuration, source.secrets);
  const where = whereOf(variables);
  const reading = { variables, where, options };
  const { configuration: _, secrets: __, ...uses } = source;
  const about = aboutOf(source, variables, options);
  const { steadyState, notes: stateNotes } = steadyStateOf(source, variables, where);
  const { faults, notes: methodNotes, ids } = methodOf(source, reading);
  const [recovery, limits] = [deriveRecovery(), limitsFor(faults, textOf(steadyState.holdFor))];
  const told = [
    ...about.notes,
    ...variableNotes(source, new Set(namesIn(uses))),
    ...stateNotes,
    ...methodNotes,
    ...rollbackNotes(source, variables, ids),
  ];
  if (faults.length === 0)
    return {
      refused: complete(withoutForm(source), [
        ...told.filter(({ what }) => what === 'refused'),
        nothingToBreak(source),
      ]),
    };
  const document = { ...about.fields, steadyState, faults, recovery: recovery.value, limits: limits.value };
  const all = [...told, recovery.note, limits.note];
  return { document, notes: complete(withoutForm(source), [...all, ...placeholderNotes(document, all)]) };
};

const nothingToBreak = ({ method }: RawMap): Note => ({
  what: 'refused',
  from: '',
  message:
    listOf(method).length === 0
      ? 'its method is empty, so there is nothing to break'
      : 'nothing in its method can be broken by Firedrill; the reasons stand at its actions',
});

const limitsFor = (faults: readonly RawMap[], holdFor: string) => {
  const shares = faults.map(({ targets }) => shareOf(mapOf(targets)));
  return deriveLimits(
    Math.max(0, ...faults.map((fault) => endMs(fault, holdFor))),
    Math.max(
      1,
      shares.reduce((sum, { count }) => sum + count, 0),
    ),
    Math.max(1, ...shares.map(({ percent }) => percent)),
  );
};

// What is over at once is watched for one hold.
const endMs = ({ startAfter, parameters }: RawMap, holdFor: string): number => {
  const [start, hold] = [textOf(startAfter ?? 'PT0S'), holdFor].map((text) => {
    const parsed = parseDuration(text);
    return parsed.ok ? parsed.value : 0;
  });
  const lasts = faultDuration(mapOf(parameters));
  return (start ?? 0) + Math.max(hold ?? 0, lasts.ok ? lasts.value : 0);
};

// How large a fleet is, only a plan can say; half of it is as much as nobody asked for.
const HALF = 50;

const shareOf = ({
  select,
  arns,
  parameters,
}: RawMap): { readonly count: number; readonly percent: number } => {
  const selection = parseSelection(String(select));
  const all = arns !== undefined || parameters !== undefined;
  if (!selection.ok || selection.value.mode === 'ALL')
    return { count: Math.max(1, listOf(arns).length), percent: 100 };
  if (selection.value.mode === 'COUNT') return { count: selection.value.count, percent: all ? 100 : HALF };
  return { count: 1, percent: all ? 100 : selection.value.percent };
};
