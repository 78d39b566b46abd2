import type { Command } from 'commander';
import { exitCode, Stop } from '../exit.ts';
import type { Finding } from '../finding.ts';
import { awsChoiceOf, stateDirOf, wantsJson } from '../globals.ts';
import { type Output, openOutput } from '../output.ts';
import { recoverFirst } from '../recover-first.ts';

/** `firedrill doctor`. */
export const addDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description('look at what Firedrill needs, here or with --aws there; exits 0 unless something is bad')
    .argument('[file]', 'with --aws: an experiment whose alarms and targets are looked at too')
    .action(async (file: string | undefined, _: unknown, command: Command) => {
      await recoverFirst(command);
      const out = await openOutput(wantsJson(command));
      const found = await look(command, file);
      const width = Math.max(0, ...found.map(({ check }) => check.length));
      for (const finding of found) {
        out.say(line(out, finding, width));
        out.emit({ type: 'check', ...finding });
      }
      const count = (level: Finding['level']) => found.filter((one) => one.level === level).length;
      const counted = { ok: count('ok'), warn: count('warn'), bad: count('bad'), unknown: count('unknown') };
      out.say(summary(counted, found.length));
      out.emit({ type: 'result', ...counted });
      const bad = found.filter(({ level }) => level === 'bad');
      if (bad.some(({ check }) => check === 'restoration')) process.exitCode = exitCode.unverified;
      else if (bad.length > 0) process.exitCode = exitCode.internalError;
    });
};

const look = async (command: Command, file: string | undefined): Promise<readonly Finding[]> => {
  const choice = awsChoiceOf(command);
  if (choice === undefined) {
    if (file !== undefined)
      throw new Stop(exitCode.usage, `${file}: an experiment is looked at on AWS only: add --aws`);
    return (await import('../machine.ts')).findings(stateDirOf(command));
  }
  const experiment = file === undefined ? undefined : (await import('../documents.ts')).readExperiment(file);
  return (await import('../aws/doctor/examine.ts')).examine(choice, experiment);
};

const summary = (
  { bad, unknown }: { readonly bad: number; readonly unknown: number },
  all: number,
): string => {
  const unseen = unknown > 0 ? ` ${unknown} could not be looked at.` : '';
  if (bad > 0) return `${bad} of ${all} must be put right.${unseen}`;
  return unknown > 0 ? `Nothing that was seen stands in the way.${unseen}` : 'Nothing stands in the way.';
};

const signs = { ok: '✔ ok  ', warn: '! warn', bad: '✘ bad ', unknown: '? unkn' } as const;
const colours = { ok: 'green', warn: 'yellow', bad: 'red', unknown: 'yellow' } as const;

const line = ({ style }: Output, { check, level, found, todo }: Finding, width: number): string =>
  `  ${style(colours[level], signs[level])}  ${check.padEnd(width)}  ${found}${todo ? `; ${todo}` : ''}`;
