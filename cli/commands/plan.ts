import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { versionOf } from '../../core/chain.ts';
import { formatDuration } from '../../core/duration.ts';
import { refusals } from '../../core/guards.ts';
import { makePlan } from '../../core/plan.ts';
import type { Plan, Refusal } from '../../core/run.ts';
import { exitCode } from '../exit.ts';
import type { Output } from '../output.ts';
import { needIdle, openSession } from '../session.ts';

/** `firedrill plan <file>`. */
export const addPlan = (program: Command): void => {
  program
    .command('plan')
    .description('what would be hit, for how long, and how it is undone; touches nothing')
    .argument('<file>', 'an experiment')
    .option('--seed <text>', 'decides the choice among the candidates; give the same to `run`')
    .action(
      async (
        file: string,
        { seed = randomBytes(4).toString('hex') }: { seed?: string },
        command: Command,
      ) => {
        const { readExperiment } = await import('../documents.ts');
        const experiment = readExperiment(file);
        const session = await openSession(command);
        const { out } = session;
        const ports = await needIdle(session);
        const ref = { name: experiment.name, version: versionOf(experiment) };
        const planned = await makePlan(ports.faults, ref, experiment, seed);
        const untilMs = ports.clock.now() + experiment.limits.maxDurationMs;
        const no = [
          ...(planned.ok ? await session.quotas(planned.plan) : planned.refusals),
          ...(await refusals(ports, experiment, untilMs)),
        ];
        if (planned.ok) out.say(planLines(out, experiment.title, planned.plan).join('\n'));
        out.say(refusalLines(out, no).join('\n'));
        out.emit({ type: 'result', ...(planned.ok && { plan: planned.plan }), refusals: no });
        if (no.length > 0) process.exitCode = exitCode.refused;
        session.close();
      },
    );
};

const planLines = (out: Output, title: string, plan: Plan): readonly string[] => [
  out.style('bold', title),
  ...plan.faults.flatMap((fault) => [
    `  ${fault.name}: ${fault.action}${fault.durationMs > 0 ? ` for ${formatDuration(fault.durationMs)}` : ''}${fault.startAfterMs > 0 ? `, after ${formatDuration(fault.startAfterMs)}` : ''}`,
    `    hits   ${fault.targets.map(({ label }) => label).join(', ')} (${fault.targets.length} of ${fault.fleet}, ${Math.round((100 * fault.targets.length) / fault.fleet)} %)`,
    `    undo   ${fault.undo}`,
  ]),
  `  observed for ${formatDuration(plan.observeMs)} · plan ${plan.hash} · seed ${plan.seed}`,
];

const refusalLines = (out: Output, no: readonly Refusal[]): readonly string[] =>
  no.length === 0
    ? ['  Nothing stands in the way. Nothing was touched.']
    : no.map(({ guard, reason }) => out.style('red', `  would be refused by the ${guard} guard: ${reason}`));
