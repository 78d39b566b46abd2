import { parseDocument } from '../../../../../core/documents/parse-document.ts';
import type { RawMap } from '../../../../../core/documents/raw.ts';
import type { Experiment } from '../../../../../core/experiment.ts';
import { importChaosToolkit } from '../../../../../core/import/chaos-toolkit/import.ts';
import { type Imported, type Note, notesOf } from '../../../../../core/import/shared/imported.ts';

/** An experiment of Chaos Toolkit with one action that everybody has, and whatever a test is about. */
export const source = (parts: RawMap = {}): RawMap => ({
  title: 'The shop stays up when an instance stops',
  description: 'We lose one every month',
  configuration: { aws_region: 'eu-central-1' },
  'steady-state-hypothesis': { title: 'Users are served', probes: [probe(200, frontPage)] },
  method: [action('ec2.actions.stop_instance', { instance_id: 'i-0abc' })],
  ...parts,
});

const frontPage = { type: 'http', url: 'https://shop.example.com/', timeout: 3 };

/** A probe by its tolerance and its provider. */
export const probe = (tolerance: unknown, provider: RawMap, more: RawMap = {}): RawMap => ({
  ...{ type: 'probe', name: 'front-page', tolerance, provider },
  ...more,
});

/** A provider that calls an activity of the AWS extension. */
export const python = (id: string, args: RawMap): RawMap => {
  const at = id.lastIndexOf('.');
  return { type: 'python', module: `chaosaws.${id.slice(0, at)}`, func: id.slice(at + 1), arguments: args };
};

/** An action of the AWS extension. */
export const action = (id: string, args: RawMap, more: RawMap = {}): RawMap => ({
  ...{ type: 'action', name: id.split('.').at(-1) ?? id, provider: python(id, args) },
  ...more,
});

/** What an import comes to: the document as it is written, and as our own reader understands it. */
export const imported = (
  parts: RawMap = {},
  allow: readonly string[] = [],
): { readonly document: RawMap; readonly experiment: Experiment; readonly notes: readonly Note[] } => {
  const result = importChaosToolkit(source(parts), { allow });
  if (!('document' in result)) throw new Error(`refused: ${JSON.stringify(result.refused)}`);
  return { ...result, experiment: understood(result) };
};

/** What our own reader makes of an imported document; throws where it finds a problem. */
export const understood = (result: Imported): Experiment => {
  if (!('document' in result)) throw new Error('refused');
  const parsed = parseDocument(JSON.stringify(result.document), 'imported.json');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  if (parsed.document.kind !== 'Experiment') throw new Error('no experiment');
  return parsed.document;
};

/** The notes about a place in the source, as one text. */
export const saidOf = (result: Imported | { readonly notes: readonly Note[] }, pointer: string): string =>
  ('notes' in result ? result.notes : notesOf(result))
    .filter(({ from }) => from === pointer)
    .map(({ what, message, fix }) => `${what}: ${message}${fix === undefined ? '' : `; ${fix}`}`)
    .join('\n');

/** How Chaos Toolkit refers to a variable. */
export const ref = (name: string): string => `\${${name}}`;
