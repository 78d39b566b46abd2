import { resolve } from 'node:path';
import type { Command } from 'commander';

/** The options that every command has. */
export type GlobalOptions = { readonly state: string; readonly json?: boolean };

/** Where this command keeps its state. */
export const stateDirOf = (command: Command): string =>
  resolve(command.optsWithGlobals<GlobalOptions>().state);

/** Whether this command was asked for JSON lines. */
export const wantsJson = (command: Command): boolean =>
  command.optsWithGlobals<GlobalOptions>().json ?? false;
