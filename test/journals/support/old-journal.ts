import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DeadManInput, JournalRecord } from '../../../core/ports.ts';
import type { FaultRecord, Run, StoredExperiment } from '../../../core/run.ts';

/** Everything that a version of Firedrill had written of one run when it was caught in the middle. */
export type OldJournal = {
  /** Where it was caught, in words. */
  readonly caught: string;
  readonly atMs: number;
  readonly experiment: StoredExperiment;
  readonly run: Run;
  readonly faults: readonly FaultRecord[];
  readonly journal: readonly JournalRecord[];
  /** What the dead man was handed when it was armed. */
  readonly deadMan: DeadManInput;
};

/** One file for each run, by the name of where it was caught. */
export type OldJournals = Readonly<Record<string, OldJournal>>;

const folder = resolve(import.meta.dirname, '..');

/** The version in package.json. */
export const presentVersion: string = JSON.parse(
  readFileSync(resolve(folder, '../../package.json'), 'utf8'),
).version;

/** Where the journals of a version are kept. */
export const folderOf = (version: string): string => join(folder, version);

/** The versions of which there are journals. */
export const versions: readonly string[] = readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+/.test(name));

/** The journals that a version has left. */
export const journalsOf = (version: string): OldJournals =>
  Object.fromEntries(
    readdirSync(folderOf(version))
      .sort()
      .map((file) => [
        file.replace('.json', ''),
        JSON.parse(readFileSync(join(folderOf(version), file), 'utf8')),
      ]),
  );

/** Keeps journals as files, in a folder that is not there yet: what a version wrote is never written again. */
export const keep = (into: string, journals: OldJournals): void => {
  if (existsSync(into))
    throw new Error(`${into} is there already: what a released version wrote does not change`);
  mkdirSync(into);
  for (const [name, journal] of Object.entries(journals))
    writeFileSync(join(into, `${name}.json`), `${JSON.stringify(journal, null, 2)}\n`);
};
