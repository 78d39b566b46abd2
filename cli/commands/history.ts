import type { Command } from 'commander';
import { formatDuration } from '../../core/duration.ts';
import type { Run } from '../../core/run.ts';
import { exitCode, Stop } from '../exit.ts';
import type { Output } from '../output.ts';
import { openSession } from '../session.ts';
import { verdictWords } from '../view/words.ts';

type Options = { readonly limit: number; readonly experiment?: string };

const mostRuns = 1_000;

/** `firedrill history`. */
export const addHistory = (program: Command): void => {
  program
    .command('history')
    .description('each experiment over time: verdicts, recovery times, and how long ago it last held')
    .option('--limit <n>', 'how many runs of each experiment', limitOf, 10)
    .option('--experiment <name>', 'only this one')
    .action(async ({ limit, experiment }: Options, command: Command) => {
      const session = await openSession(command);
      const { out, desk, lab } = session;
      const all = await desk.store.runs.list(mostRuns);
      const byName = Map.groupBy(all, (run) => run.experiment.name);
      if (experiment !== undefined && !byName.has(experiment)) {
        const { nearest } = await import('../../core/documents/suggest.ts');
        const meant = nearest(experiment, byName.keys());
        const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
        throw new Stop(exitCode.usage, `no run of an experiment ${experiment}${hint}`);
      }
      const nowMs = lab?.isUp() ? lab.clock.now() : Date.now();
      const wanted = [...byName].filter(([name]) => experiment === undefined || name === experiment);
      for (const [name, runs] of wanted) tell(out, name, runs, limit, nowMs);
      if (wanted.length === 0) out.say('No run yet.');
      out.emit({ type: 'result', experiments: wanted.length, runs: all.length });
      session.close();
    });
};

const limitOf = (text: string): number => {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new Stop(exitCode.usage, `--limit ${text}: it must be a whole number from 1`);
};

const day = 24 * 3_600_000;

const tell = (out: Output, name: string, runs: readonly Run[], limit: number, nowMs: number): void => {
  const shown = runs.slice(0, limit);
  const held = runs.find(({ conclusion }) => conclusion?.exitCode === 0);
  const daysSinceHeld = held && Math.max(0, Math.floor((nowMs - held.createdAtMs) / day));
  const signs = shown.toReversed().map((run) => signOf(out, run));
  out.say(`${out.style('bold', name)}  ${signs.join(' ')}  ${heldWords(daysSinceHeld)}`);
  for (const run of shown) out.say(`  ${lineOf(out, run)}`);
  out.emit({ type: 'experiment', name, daysSinceHeld: daysSinceHeld ?? null, runs: shown.map(inWords) });
};

const signOf = ({ style }: Output, { conclusion }: Run): string => {
  if (conclusion === undefined) return style('dim', '…');
  if (conclusion.restoration === 'unverified') return style(['red', 'bold'], '!');
  return { held: style('green', '✔'), failed: style('red', '✘'), untested: style('yellow', '?') }[
    conclusion.hypothesis
  ];
};

const heldWords = (days: number | undefined): string => {
  if (days === undefined) return 'has never held';
  return days === 0 ? 'held today' : `last held ${days} ${days === 1 ? 'day' : 'days'} ago`;
};

const lineOf = (out: Output, { runId, createdAtMs, conclusion, state }: Run): string => {
  const at = new Date(createdAtMs).toISOString().slice(0, 16).replace('T', ' ');
  const recoveryMs = conclusion?.measures.recoveryMs;
  const recovery = recoveryMs === undefined ? '' : ` · recovered in ${formatDuration(recoveryMs)}`;
  return `${at}  ${conclusion ? verdictWords(out, conclusion) : state}${recovery}  ${out.style('dim', runId)}`;
};

const inWords = ({ runId, createdAtMs, conclusion, state }: Run) => ({
  runId,
  atMs: createdAtMs,
  state,
  ...(conclusion && {
    hypothesis: conclusion.hypothesis,
    restoration: conclusion.restoration,
    exitCode: conclusion.exitCode,
    recoveryMs: conclusion.measures.recoveryMs ?? null,
  }),
});
