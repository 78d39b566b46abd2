import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { versionOf } from '../../core/chain.ts';
import { differences } from '../../core/compare-plans.ts';
import { costOf } from '../../core/cost.ts';
import type { Experiment } from '../../core/experiment.ts';
import { refusals } from '../../core/guards.ts';
import { makePlan } from '../../core/plan.ts';
import type { Plan } from '../../core/run.ts';
import { exitCode } from '../exit.ts';
import { needIdle, type Outlook, openSession, type Session } from '../session.ts';
import { guardLines } from '../view/guard-lines.ts';
import { costLine, outlookLines, planLines, refusalLines } from '../view/plan-lines.ts';

type Options = {
  readonly seed?: string;
  readonly replay?: string;
  readonly out?: string;
  readonly compare?: string;
  readonly preview?: boolean;
  readonly markdown?: string;
};

/** `firedrill plan <file>`. */
export const addPlan = (program: Command): void => {
  program
    .command('plan')
    .description('what would be hit, for how long, and how it is undone; touches nothing')
    .argument('<file>', 'an experiment')
    .option('--seed <text>', 'decides the choice among the candidates; give the same to `run`')
    .option('--replay <run>', 'the same targets as an earlier run')
    .option('--out <plan.json>', 'write the plan; `run --plan` refuses any other')
    .option('--compare <plan.json>', 'say what has changed since that plan')
    .option('--markdown <file>', 'write it as Markdown too, for a comment on a change')
    .option('--preview', 'with --aws: have FIS find the targets too; FIS keeps a skipped experiment of it')
    .action(async (file: string, options: Options, command: Command) => {
      const { readExperiment } = await import('../documents.ts');
      const experiment = readExperiment(file);
      const session = await openSession(command);
      await plan(session, file, experiment, options);
      session.close();
    });
};

const plan = async (
  session: Session,
  file: string,
  experiment: Experiment,
  options: Options,
): Promise<void> => {
  const { out } = session;
  const earlier = options.compare && (await import('../plan-file.ts')).readPlan(options.compare);
  const replay =
    options.replay &&
    (await (await import('../replay.ts')).replayOf(session, experiment.name, options.replay));
  const seed =
    options.seed ??
    (replay || earlier ? (replay || earlier || { seed: '' }).seed : randomBytes(4).toString('hex'));
  const ports = await needIdle(session);
  const ref = { name: experiment.name, version: versionOf(experiment) };
  const planned = await makePlan(ports.faults, ref, experiment, seed, replay || undefined);
  const untilMs = ports.clock.now() + experiment.limits.maxDurationMs;
  const no = [
    ...(planned.ok ? await session.quotas(planned.plan) : planned.refusals),
    ...(await refusals(ports, experiment, untilMs)),
  ];
  const more = planned.ok ? await show(session, experiment, planned.plan) : undefined;
  const preview = planned.ok && options.preview ? await session.preview(planned.plan) : undefined;
  for (const line of preview ?? []) out.say(`  ${line}`);
  const findings = await lintOf(session, file, experiment, planned.ok ? planned.plan : undefined);
  const changes = planned.ok && earlier ? differences(earlier, planned.plan) : undefined;
  if (changes) out.say(changeLines(changes, String(options.compare)).join('\n'));
  for (const line of guardLines(experiment)) out.say(line);
  out.say(refusalLines(out, no).join('\n'));
  if (planned.ok && options.out) {
    (await import('../plan-file.ts')).writePlan(options.out, planned.plan, ports.clock.now());
    out.say(`  written: ${options.out}; run exactly this: firedrill run ${file} --plan ${options.out}`);
  }
  if (options.markdown !== undefined) {
    const { writeMarkdown } = await import('../plan-markdown.ts');
    const plan = planned.ok ? planned.plan : undefined;
    writeMarkdown(options.markdown, { experiment, findings, refusals: no, ...more, plan, changes });
  }
  out.emit({
    type: 'result',
    ...(planned.ok && { plan: planned.plan }),
    ...more,
    ...(changes && { changes }),
    ...(preview && { preview }),
    findings,
    refusals: no,
  });
  if (no.length > 0) process.exitCode = exitCode.refused;
};

const show = async (session: Session, experiment: Experiment, planned: Plan) => {
  const { out } = session;
  const cost = costOf(
    planned,
    experiment.steadyState.probes.some(({ type }) => type === 'http'),
  );
  const outlook: Outlook = await session.outlook(planned, experiment);
  const lines = [...planLines(out, experiment.title, planned), costLine(cost), ...outlookLines(out, outlook)];
  out.say(lines.join('\n'));
  return { cost, ...outlook };
};

// Said, and no reason to refuse: whoever runs it has the last word, and the lab has shorter faults than FIS.
const lintOf = async ({ out }: Session, file: string, document: Experiment, planned: Plan | undefined) => {
  const { lintFile, lintLines } = await import('../lint-file.ts');
  const { fleetsOfPlan } = await import('../../core/lint/fleets.ts');
  const context = planned ? { fleets: fleetsOfPlan(planned) } : {};
  const findings = lintFile({ ok: true, document, file }, context);
  for (const line of lintLines(out, findings)) out.say(line);
  return findings;
};

const changeLines = (changes: readonly string[], file: string): readonly string[] =>
  changes.length === 0
    ? [`  the same as ${file}`]
    : [`  not the same as ${file}:`, ...changes.map((change) => `    ${change}`)];
