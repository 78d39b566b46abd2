import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { GuardSourcesDocument, wrongPlaces } from '../core/guard-sources.ts';
import { exitCode, Stop } from './exit.ts';

/** What a lab is told by its file: one section for each part that has something to be told. */
const LabConfigDocument = z.strictObject({ guards: GuardSourcesDocument });

/** The configuration of a lab. */
export type LabConfig = z.output<typeof LabConfigDocument>;

/** Where a lab's configuration is. */
export const labConfigFile = (stateDir: string): string => join(stateDir, 'config.yml');

/** The configuration of a lab as it is now; without the file, everything is as it is by itself. */
export const readLabConfig = (stateDir: string): LabConfig => {
  const file = labConfigFile(stateDir);
  const written: unknown = existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? {}) : {};
  const { success, data, error } = LabConfigDocument.safeParse(written);
  if (!success) throw new Stop(exitCode.usage, `${file} is wrong at ${wrongPlaces(error)}`);
  return data;
};
