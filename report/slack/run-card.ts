import { formatDuration } from '../../core/duration.ts';
import { probesOf } from '../../core/judgement.ts';
import type { RunResult } from '../../core/result.ts';
import { beforeRevert, type PlannedFault, type Run } from '../../core/run.ts';
import { actorInWords } from '../../core/slack/actor.ts';
import { slackActions } from '../../core/slack/asked.ts';
import type { SlackMessage } from '../../core/slack/slack.ts';
import { code, fitting, moment, plainly, said } from '../../core/slack/text.ts';
import { buttons, context, facts, header, message, section } from './blocks.ts';
import type { Place } from './place.ts';
import { needsHuman, standingOf } from './run-state.ts';
import { measured, verdict } from './run-summary.ts';

/** The message of a run: one, drawn anew whenever something has happened. What counts most at the moment comes first. */
export const runCard = (result: RunResult, place: Place): SlackMessage => {
  const { run, experiment } = result;
  const { sign, word } = standingOf(result);
  const isJudged = run.state === 'closed' || needsHuman(result);
  const first = `${sign} ${word}`;
  const about = `${said(experiment.title, 150)} (${said(place.environment, 100)})`;
  const judged = isJudged && run.conclusion ? said(run.conclusion.reasons[0] ?? '', 300) : undefined;
  return message(`${first}: ${about} · ${judged ?? `to stop it: ${stopLine(run, place)}`}`, [
    header(`${first} · ${plainly(experiment.title, 100)}`),
    section(outcome(result)),
    ...(isJudged ? verdict(result) : []),
    isJudged ? undefined : circumstances(result, place),
    isJudged ? undefined : section(`*Why*\n${said(experiment.purpose)}`),
    section(...(run.plan?.faults ?? []).flatMap((fault, n) => faultLines(fault, n, isJudged))),
    ...(isJudged ? measured(result) : [alarms(result)]),
    buttons(...presses(result)),
    isJudged ? circumstances(result, place) : undefined,
    context(
      isJudged
        ? `Report: ${code(`firedrill report ${run.runId}${place.flags}`)}`
        : `Slack down? ${stopLine(run, place)}`,
      `Run ${code(run.runId)} of ${code(experiment.name)} · owner ${said(experiment.owner, 100)}`,
    ),
  ]);
};

const circumstances = (result: RunResult, place: Place) => {
  const { run, experiment } = result;
  const isOver = run.state === 'closed';
  return facts(
    ['Where', said(place.environment, 150)],
    ['Started by', `${said(actorInWords(run.trigger.actor), 150)}, ${when(run.createdAtMs)}`],
    approvalFact(result),
    isOver || needsHuman(result) ? ['Why', said(experiment.purpose, 300)] : endFact(run),
  );
};

const stopLine = ({ runId }: Run, { flags }: Place): string => code(`firedrill stop ${runId}${flags}`);

const when = (atMs: number): string => moment(atMs, '{date_short_pretty} {time}');

/** Why it is as it is, where there is a reason. */
const outcome = (result: RunResult): string | undefined => {
  const { run } = result;
  if (needsHuman(result))
    return '*Something may still be broken.* Firedrill goes on trying to put it back, but a person has to look at the targets below now.';
  if (run.refusal)
    return `*Refused by the ${said(run.refusal.guard, 50)} guard*: ${said(run.refusal.reason, 800)}`;
  if (run.signal)
    return `*Stopped by ${run.signal.kind === 'probe' ? 'probe ' : ''}${said(actorInWords(run.signal.actor), 150)}*: ${said(run.signal.reason, 800)}`;
  return undefined;
};

const approvalFact = ({ run, experiment }: RunResult): readonly [string, string] | undefined => {
  const { approval, plan } = run;
  if (approval)
    return [
      approval.answer === 'approved' ? 'Approved by' : 'Denied by',
      `${said(actorInWords(approval.by), 150)} · plan ${code(shortHash(approval.planHash))}`,
    ];
  if (run.state === 'awaiting-approval' && plan) return ['To approve', `plan ${code(shortHash(plan.hash))}`];
  return experiment.approval.required || run.state === 'closed' ? undefined : ['Approval', 'not asked for'];
};

/** The beginning of a plan's hash: what people compare. */
export const shortHash = (hash: string): string => hash.slice(0, 8);

const endFact = ({
  plan,
  injectedAtMs,
  faultsFromMs,
  deadlineMs,
}: Run): readonly [string, string] | undefined => {
  const fromMs = faultsFromMs ?? injectedAtMs;
  if (plan === undefined) return undefined;
  if (fromMs === undefined) return ['Takes', `${formatDuration(plan.observeMs)} from the first fault`];
  const latest = deadlineMs === undefined ? '' : `, ${moment(deadlineMs, '{time_secs}')} at the latest`;
  return ['Ends at', `${moment(fromMs + plan.observeMs, '{time_secs}')}${latest}`];
};

const mostFaults = 5;

const faultLines = (
  { name, action, targets, fleet, parameters, durationMs, undo, atStart }: PlannedFault,
  n: number,
  isOver: boolean,
): readonly string[] => {
  if (n > mostFaults) return [];
  if (n === mostFaults) return ['… and more faults: see the report'];
  const shown = targets.slice(0, 3).map(({ label }) => code(label, 80));
  const more = targets.length > 3 ? ` and ${targets.length - 3} more` : '';
  const share =
    fleet > 0 ? ` · *${targets.length} of ${fleet}* (${Math.round((100 * targets.length) / fleet)} %)` : '';
  const lasts = durationMs > 0 ? ` for ${formatDuration(durationMs)}` : '';
  const given = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  return [
    `${isOver ? '*Broke*' : '*Breaks*'} ${code(action, 100)} ${said(name, 80)}${lasts}`,
    `${atStart ? 'FIS chooses in ' : ''}${shown.join(', ')}${more}${share}`,
    ...(given.length > 0 ? [`with ${code(given.join(' '), 300)}`] : []),
    ...(isOver ? [] : [`_undo:_ ${said(undo, 200)}`]),
  ];
};

const alarms = ({ experiment: { steadyState, expect = [] } }: RunResult) => {
  const named = probesOf(steadyState.probes, 'alarm').map(({ alarm }) => code(alarm, 120));
  const metrics = probesOf(steadyState.probes, 'metric').map(
    ({ name }) => `${code(name, 80)} (for this run only)`,
  );
  const going = expect.flatMap((one) => ('alarm' in one ? [expected(one.alarm, one.withinMs)] : []));
  const seen = expect.flatMap((one) =>
    'acknowledged' in one ? [expected(one.acknowledged, one.withinMs)] : [],
  );
  return section(
    ...listed('*Alarms that may fire*, and then stop it', [...named, ...metrics]),
    ...listed('*Alarms expected to fire*, or the hypothesis has failed', going),
    ...listed('*Somebody expected to acknowledge*, or the hypothesis has failed', seen),
  );
};

const expected = (name: string, withinMs: number): string =>
  `${code(name, 120)} within ${formatDuration(withinMs)}`;

const listed = (title: string, all: readonly string[]): readonly string[] =>
  all.length === 0 ? [] : [title, fitting(all, 900).replaceAll('\n', ', ')];

const presses = ({ run, experiment }: RunResult) => {
  const { runId, state, plan } = run;
  const asks = state === 'awaiting-approval' && run.approval === undefined && plan !== undefined;
  const stops = beforeRevert.some((one) => one === state);
  const targets = (plan?.faults ?? []).reduce((sum, fault) => sum + fault.targets.length, 0);
  return [
    asks
      ? {
          ...{ action: slackActions.approve, value: runId, style: 'primary' as const },
          text: `Approve plan ${shortHash(plan.hash)}`,
          confirm: {
            title: 'Approve this plan?',
            text: `${plainly(experiment.title, 120)}: ${targets} target${targets === 1 ? '' : 's'} will be broken. Whoever started it cannot approve it.`,
            yes: 'Approve',
          },
        }
      : undefined,
    asks ? { action: slackActions.deny, value: runId, text: 'Deny' } : undefined,
    stops
      ? {
          ...{ action: slackActions.stop, value: runId, style: 'danger' as const, text: '🛑 Stop now' },
          confirm: {
            title: 'Stop this run?',
            text: 'No fault starts any more, and everything is put back. Stopping is always safe.',
            yes: 'Stop now',
          },
        }
      : undefined,
  ];
};
