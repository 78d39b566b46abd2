import { styleText } from 'node:util';
import { inAscii, showsUtf8 } from './view/character-set.ts';

/** Where a command speaks: text for people on stderr, JSON lines for machines on stdout. */
export type Output = {
  readonly json: boolean;
  readonly isTerminal: boolean;
  /** One or more lines for people. */
  say(text: string): void;
  /** One JSON line for machines; silent without --json. */
  emit(value: Readonly<Record<string, unknown>>): void;
  /** How wide the terminal is now. */
  columns(): number;
  /** Lines that replace themselves on a terminal; nothing where there is none. */
  live(lines: readonly string[]): void;
  /** Colour on a terminal; plain under `NO_COLOR` and where there is no terminal. */
  style(format: Parameters<typeof styleText>[0], text: string): string;
};

/** The output of one command. */
export const openOutput = async (json: boolean): Promise<Output> => {
  const stream = process.stderr;
  // Whoever reads may go away (`| head`, a closed terminal); a run that is under way goes on.
  for (const one of [process.stdout, process.stderr]) one.on('error', () => undefined);
  const isTerminal = stream.isTTY === true && process.env.TERM !== 'dumb';
  const shown = showsUtf8() ? (text: string) => text : inAscii;
  // Loaded only where something can move.
  const update = isTerminal ? (await import('log-update')).createLogUpdate(stream) : undefined;
  return {
    json,
    isTerminal,
    say: (text) => {
      update?.clear();
      stream.write(`${shown(text)}\n`);
    },
    emit: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    columns: () => stream.columns ?? 80,
    live: (lines) => update?.(shown(lines.join('\n'))),
    style: (format, text) => styleText(format, text, { stream }),
  };
};
