import type { Command } from 'commander';
import { type Change, changesTo } from '../../core/deploy/changes.ts';
import { deploy, withdraw } from '../../core/deploy/deploy.ts';
import { exitCode, Stop } from '../exit.ts';
import { openSession, type Session } from '../session.ts';
import { changeCounts, changeLines } from '../view/change-lines.ts';

type Options = { readonly yes?: boolean; readonly dryRun?: boolean; readonly prune?: boolean };

/** `firedrill apply <files...>`. */
export const addApply = (program: Command): void => {
  program
    .command('apply')
    .description('make the deployed documents and their schedules equal to files; shows what changes first')
    .argument('<files...>', 'experiments and game days, YAML or JSON')
    .option('--dry-run', 'only show what would change')
    .option('--prune', 'delete what is deployed and in none of the files')
    .option('--yes', 'do not ask')
    .action(async (files: readonly string[], options: Options, command: Command) => {
      const { wantedBy } = await import('../apply/wanted.ts');
      const session = await openSession(command);
      try {
        const about = { updatedAtMs: session.now(), updatedBy: await session.who() };
        const { definitions, experiments } = wantedBy(session.out, files, about);
        const changes = await compared(session, definitions, options.prune ?? false);
        show(session, changes);
        const todo = changes.filter(({ what }) => isWork(what));
        const applies = todo.length > 0 && !options.dryRun && (await agreed(session, options));
        if (applies) {
          // The versions first: what is deployed can be run.
          for (const experiment of experiments) await session.desk.store.experiments.put(experiment);
          await applyAll(session, todo);
        }
        tell(session, changes, { applied: applies, options });
      } finally {
        session.close();
      }
    });
};

const isWork = (what: Change['what']): boolean => ['create', 'change', 'delete'].includes(what);

const compared = async (
  { fronts }: Session,
  wanted: Parameters<typeof changesTo>[0],
  prune: boolean,
): Promise<readonly Change[]> => {
  const definitions = [
    ...(await fronts.definitions.list('Experiment')),
    ...(await fronts.definitions.list('GameDay')),
  ];
  return changesTo(wanted, { definitions, schedules: await fronts.schedules.list() }, prune);
};

const show = ({ out }: Session, changes: readonly Change[]): void => {
  for (const change of changes) {
    out.say(changeLines(out, change).join('\n'));
    const { kind, name, what, fields } = change;
    out.emit({ type: 'change', kind, name, what, fields });
  }
};

const agreed = async ({ out }: Session, { yes }: Options): Promise<boolean> => {
  if (yes) return true;
  if (out.json || process.stdin.isTTY !== true || !out.isTerminal)
    throw new Stop(
      exitCode.usage,
      'Nothing was applied. There is nobody to ask here: add --yes, or --dry-run',
    );
  const { confirm } = await import('@clack/prompts');
  const answer = await confirm({ message: 'Apply this?', initialValue: false, output: process.stderr });
  if (answer === true) return true;
  throw new Stop(exitCode.refused, 'Nothing was applied.');
};

const applyAll = async ({ fronts }: Session, todo: readonly Change[]): Promise<void> => {
  const overtaken: string[] = [];
  for (const { kind, name, wanted, inForce } of todo) {
    const ref = { kind, name };
    if (wanted) {
      if (!(await deploy(fronts, wanted, inForce))) overtaken.push(name);
    } else if (inForce === undefined) await fronts.schedules.remove(ref);
    else if (!(await withdraw(fronts, ref, inForce))) overtaken.push(name);
  }
  if (overtaken.length > 0)
    throw new Stop(
      exitCode.refused,
      `Somebody else has deployed ${overtaken.join(', ')} meanwhile, and that was left as it is; the rest is applied. Look again: firedrill apply --dry-run`,
    );
};

const tell = (
  { out }: Session,
  changes: readonly Change[],
  { applied, options }: { readonly applied: boolean; readonly options: Options },
): void => {
  const left = changes.filter(({ what }) => what === 'left').length;
  const counts = changeCounts(changes);
  if (applied) out.say(`Applied: ${counts}.`);
  else out.say(options.dryRun ? `Nothing was applied (--dry-run): ${counts}.` : `Nothing to do: ${counts}.`);
  if (left > 0)
    out.say(
      `${left} more ${left === 1 ? 'is' : 'are'} deployed; --prune would delete ${left === 1 ? 'it' : 'them'}.`,
    );
  const named = (what: Change['what']) =>
    changes.filter((one) => one.what === what).map(({ kind, name }) => ({ kind, name }));
  out.emit({
    ...{ type: 'result', applied },
    ...{ created: named('create'), changed: named('change'), deleted: named('delete') },
    ...{ unchanged: named('unchanged'), left: named('left') },
  });
};
