import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { exitCode, Stop } from '../exit.ts';
import { awsChoiceOf } from '../globals.ts';

/** A document of another tool: its text, and what to call it in messages. */
export type Foreign = { readonly file: string; readonly text: string };

/** Reads a file, stdin (`-`), or a template of FIS by its id. */
export const readForeign = async (
  file: string | undefined,
  fisTemplate: string | undefined,
  command: Command,
): Promise<Foreign> => {
  if (fisTemplate !== undefined) return { file: fisTemplate, text: await templateText(fisTemplate, command) };
  return file === '-'
    ? { file: 'stdin', text: textOf(0, 'stdin') }
    : { file: file ?? '', text: textOf(file ?? '', file ?? '') };
};

const templateText = async (id: string, command: Command): Promise<string> => {
  const choice = awsChoiceOf(command);
  if (choice === undefined)
    throw new Stop(exitCode.usage, '--fis-template is read from an account: add --aws');
  const { FisClient } = await import('@aws-sdk/client-fis');
  const { readTemplate } = await import('../../adapters/fis/read-template.ts');
  const { settingsFor } = await import('../aws/settings.ts');
  return JSON.stringify(await readTemplate(new FisClient(settingsFor(choice)), id), null, 2);
};

const textOf = (file: string | number, name: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(cause);
    throw new Stop(exitCode.usage, `${name}: cannot be read: ${why}`, { cause });
  }
};
