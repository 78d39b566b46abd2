import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatProblem } from '../core/documents/problem.ts';
import { writeDocument } from '../core/import/shared/write-document.ts';
import { notesFor } from '../core/suggest/header.ts';
import type { Suggestion } from '../core/suggest/suggestion.ts';
import { exitCode, Stop } from './exit.ts';

/** Writes each suggestion as an experiment, with comments; nothing at all where one of the files is there already. */
export const writeSuggestions = (suggestions: readonly Suggestion[], dir: string): readonly string[] => {
  const files = suggestions.map(({ experiment: { name } }) => join(dir, `${name}.yml`));
  const there = files.filter((file) => existsSync(file));
  if (there.length > 0)
    throw new Stop(
      exitCode.usage,
      `nothing was written: ${there.join(', ')} ${there.length === 1 ? 'is' : 'are'} there already; choose another --out, or move ${there.length === 1 ? 'it' : 'them'}`,
    );
  const texts = suggestions.map((suggestion, index) => textOf(suggestion, files[index] ?? ''));
  try {
    mkdirSync(dir, { recursive: true });
    for (const [index, file] of files.entries()) writeFileSync(file, texts[index] ?? '', { flag: 'wx' });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Stop(exitCode.usage, `${dir} cannot be written to: ${why}`, { cause });
  }
  return files;
};

const textOf = (suggestion: Suggestion, file: string): string => {
  const { text, problems } = writeDocument(suggestion.experiment, notesFor(suggestion), file);
  // Nobody but us can be wrong here.
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  return text;
};
