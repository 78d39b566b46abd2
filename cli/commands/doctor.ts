import type { Command } from 'commander';
import { exitCode } from '../exit.ts';
import { stateDirOf, wantsJson } from '../globals.ts';
import { type Finding, findings } from '../machine.ts';
import { type Output, openOutput } from '../output.ts';
import { recoverFirst } from '../recover-first.ts';

/** `firedrill doctor`. */
export const addDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description('look at what Firedrill needs of this machine; exits 0 unless something is bad')
    .action(async (_: unknown, command: Command) => {
      await recoverFirst(command);
      const out = await openOutput(wantsJson(command));
      const found = await findings(stateDirOf(command));
      for (const finding of found) {
        out.say(line(out, finding));
        out.emit({ type: 'check', ...finding });
      }
      const bad = found.filter(({ level }) => level === 'bad');
      const warned = found.filter(({ level }) => level === 'warn').length;
      out.say(
        bad.length > 0 ? `${bad.length} of ${found.length} must be put right.` : 'Nothing stands in the way.',
      );
      out.emit({ type: 'result', ok: found.length - bad.length - warned, warn: warned, bad: bad.length });
      if (bad.some(({ check }) => check === 'restoration')) process.exitCode = exitCode.unverified;
      else if (bad.length > 0) process.exitCode = exitCode.internalError;
    });
};

const signs = { ok: '✔ ok  ', warn: '! warn', bad: '✘ bad ' } as const;
const colours = { ok: 'green', warn: 'yellow', bad: 'red' } as const;

const line = ({ style }: Output, { check, level, found, todo }: Finding): string =>
  `  ${style(colours[level], signs[level])}  ${check.padEnd(15)}  ${found}${todo ? `; ${todo}` : ''}`;
