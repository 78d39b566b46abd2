import { join } from 'node:path';
import { formatProblem } from '../../core/documents/problem.ts';
import { importChaosToolkit, isChaosToolkit } from '../../core/import/chaos-toolkit/import.ts';
import { importFis } from '../../core/import/fis/import.ts';
import { type Imported, type ImportOptions, notesOf } from '../../core/import/shared/imported.ts';
import { formatNote, type LocatedNote, locateNotes } from '../../core/import/shared/locate-notes.ts';
import { unique } from '../../core/import/shared/names.ts';
import { type ImportSource, readSources } from '../../core/import/shared/read-source.ts';
import { writeDocument } from '../../core/import/shared/write-document.ts';
import { exitCode, Stop } from '../exit.ts';
import type { Output } from '../output.ts';
import type { Foreign } from './foreign.ts';
import { isFolder, newFile } from './new-file.ts';

type Options = {
  readonly format: 'auto' | 'fis' | 'chaos-toolkit';
  readonly allow?: readonly string[];
  readonly out?: string;
  readonly force?: boolean;
};

/** Imports every document of a file: the experiments go out, what became of the source is told. */
export const importAll = async (out: Output, { file, text }: Foreign, options: Options): Promise<void> => {
  const { sources, problems } = readSources(text, file);
  for (const problem of problems) {
    out.say(formatProblem(problem));
    out.emit({ type: 'problem', ...problem });
  }
  const called = options.out === undefined || isFolder(options.out) ? file : options.out;
  const name = called.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  const read = sources.flatMap((source) =>
    importedFrom(source, options, { allow: options.allow ?? [], name }).map((imported) => ({
      source,
      imported,
    })),
  );
  const told = tell(out, read);
  const made = read.flatMap(({ imported }) => ('document' in imported ? [imported] : []));
  const texts = made.map(({ document, notes }) => written(document, notes, file));
  const files = deliver(out, texts, options);
  const refused = read.length - made.length;
  out.say(summary(told, made.length, refused, files));
  out.emit({ type: 'result', imported: made.length, refused, files, ...counted(told) });
  if (made.length === 0 || refused > 0) process.exitCode = exitCode.usage;
};

const importedFrom = (
  { value }: ImportSource,
  { format }: Options,
  options: ImportOptions,
): readonly Imported[] => {
  const isTheirs = format === 'auto' ? isChaosToolkit(value) : format === 'chaos-toolkit';
  return isTheirs ? [importChaosToolkit(value, options)] : importFis(value, options);
};

type Read = { readonly source: ImportSource; readonly imported: Imported };

// What several templates of a file share is said once, and what is said of many places with the first of them.
const tell = (out: Output, read: readonly Read[]): readonly LocatedNote[] => {
  const notes = new Map<string, LocatedNote>();
  for (const { source, imported } of read)
    for (const note of locateNotes(notesOf(imported), source))
      notes.set(`${formatNote(note)} ${note.from}`, note);
  const all = [...notes.values()];
  const worthReading = all.filter(({ what, fix }) => what !== 'carried' || fix !== undefined);
  const alike = Map.groupBy(worthReading, ({ what, message, fix }) => `${what} ${message} ${fix}`);
  for (const [first, ...others] of alike.values())
    if (first) out.say(formatNote(first) + (others.length > 0 ? ` (and ${others.length} more like it)` : ''));
  for (const note of all) out.emit({ type: 'note', ...note });
  return all;
};

type Text = { readonly name: string; readonly text: string; readonly document: unknown };

const written = (
  document: Parameters<typeof writeDocument>[0],
  notes: Parameters<typeof writeDocument>[1],
  file: string,
): Text => {
  const name = String(document.name);
  const { text, problems } = writeDocument(document, notes, `${name}.yml`);
  if (problems.length > 0)
    throw new Stop(
      exitCode.internalError,
      [
        `${file}: what came of it is no valid experiment; please tell us`,
        ...problems.map(formatProblem),
      ].join('\n'),
    );
  const head = `# Imported from ${file}. Fill in what says FILL-IN and look at each comment; then \`firedrill lint\`.\n`;
  return { name, text: head + text, document };
};

const deliver = (
  out: Output,
  texts: readonly Text[],
  { out: to, force = false }: Options,
): readonly string[] => {
  const files = to === undefined ? [] : filesFor(texts, to);
  for (const [index, { text, document }] of texts.entries()) {
    const file = files[index];
    if (file !== undefined) newFile(file, text, force);
    else if (!out.json) process.stdout.write(index === 0 ? text : `---\n${text}`);
    out.emit({ type: 'document', ...(file !== undefined && { file }), document, text });
  }
  return files;
};

const filesFor = (texts: readonly Text[], to: string): readonly string[] => {
  const taken = new Set<string>();
  if (isFolder(to)) return texts.map(({ name }) => join(to, `${unique(name, taken)}.yml`));
  if (texts.length <= 1) return texts.map(() => to);
  throw new Stop(
    exitCode.usage,
    `there are ${texts.length} templates in it: name a folder, \`--out ${to}/\``,
  );
};

const counted = (notes: readonly LocatedNote[]) => {
  const count = (what: LocatedNote['what']) => notes.filter((note) => note.what === what).length;
  return {
    carried: count('carried'),
    changed: count('changed'),
    derived: count('derived'),
    left: count('refused'),
  };
};

const summary = (
  notes: readonly LocatedNote[],
  made: number,
  refused: number,
  files: readonly string[],
): string => {
  const { carried, changed, derived, left } = counted(notes);
  const parts = `${carried} carried, ${changed} changed, ${derived} derived, ${left} refused`;
  if (made === 0) return `Nothing was imported: ${parts}.`;
  const experiments = made === 1 ? 'One experiment' : `${made} experiments`;
  const not = refused === 0 ? '' : `; ${refused} could not be imported`;
  const next =
    files.length === 0 ? '' : ` Next:\n${files.map((file) => `  firedrill lint ${file}`).join('\n')}`;
  return `${experiments}${not}: ${parts}.${next}`;
};
