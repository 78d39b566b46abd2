import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { awsfisDocuments, catalogued } from '../../core/catalogue/catalogue.ts';
import { parseDocument } from '../../core/documents/parse-document.ts';
import type { Experiment, Fault } from '../../core/experiment.ts';
import type { RevertClass } from '../../core/run.ts';

/** Where the library is. */
export const root = join(import.meta.dirname, '../../experiments');

/** An experiment of the library: its file, from the library's folder, and what is in it. */
export type Entry = { readonly file: string; readonly system: string; readonly document: Experiment };

/** A file of the library. */
export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Every document of the library, by file. */
export const files: readonly string[] = globSync('**/*.yml', { cwd: root }).sort();

/** Every experiment of the library. One that is not valid fails whoever asks. */
export const entries: readonly Entry[] = files.flatMap((file) => {
  const parsed = parseDocument(textOf(file), file);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => `${file}: ${message}`).join('\n'));
  const { document } = parsed;
  return document.kind === 'Experiment' ? [{ file, system: dirname(file), document }] : [];
});

/** The folder of those that are for the lab only. */
export const LAB = 'lab';

/** Whether an experiment asks for the lab's own addresses. */
export const isForTheLab = ({ document }: Entry): boolean =>
  document.steadyState.probes.some(
    (probe) => probe.type === 'http' && URL.parse(probe.url)?.hostname.endsWith('.lab'),
  );

/** The experiments that are for AWS. */
export const onAws = entries.filter((entry) => !isForTheLab(entry));

/** The systems, in the order of their names. */
export const systems: readonly string[] = [...new Set(entries.map(({ system }) => system))].sort();

/** How a fault ends, as the catalogue has it: of a command, as its document has it. */
export const classOf = ({ action, parameters: { documentArn = '' } }: Fault): RevertClass => {
  const document = awsfisDocuments.find(({ name }) => name === basename(documentArn));
  return document?.revertClass ?? catalogued(action)?.revertClass ?? 'ours';
};

const endings: Readonly<Record<RevertClass, string>> = {
  irreversible: 'cannot be undone',
  'self-reverting': 'by itself',
  'if-asked': 'started again',
  'by-document': 'by its document',
  ours: 'put back by Firedrill',
};

/** How the faults of an experiment end, in words. */
export const endingOf = ({ faults }: Experiment): string =>
  [...new Set(faults.map((fault) => endings[classOf(fault)]))].join('; ');

/** Whether anything an experiment does cannot be undone. */
export const isIrreversible = ({ document }: Entry): boolean =>
  document.faults.some((fault) => classOf(fault) === 'irreversible');
