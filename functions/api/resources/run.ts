import * as z from 'zod';
import type { GameDayRun, Run } from '../../../core/run.ts';
import { moment, momentOf } from './texts.ts';

/** Where more of it is. */
export const links = z.object({ self: z.string(), journal: z.string(), stop: z.string() });

/** Who asked, and how. */
export const actor = z.object({
  kind: z.enum(['cli', 'gameday', 'schedule', 'deployment', 'api', 'slack']),
  actor: z.string(),
});

const plan = z.object({
  hash: z.string(),
  observeMs: z.number(),
  faults: z.array(
    z.object({
      name: z.string(),
      action: z.string(),
      targets: z.array(z.object({ arn: z.string(), label: z.string() })),
      fleet: z.number(),
      startAfterMs: z.number(),
      durationMs: z.number(),
      undo: z.string(),
    }),
  ),
});

const conclusion = z.object({
  hypothesis: z.enum(['held', 'failed', 'untested']),
  restoration: z.enum(['restored', 'unverified', 'nothing-injected']),
  reasons: z.array(z.string()),
  exitCode: z.int(),
  measures: z.object({
    detectionMs: z.number().optional(),
    stopMs: z.number().optional(),
    recoveryMs: z.number().optional(),
    outageMs: z.number().optional(),
  }),
});

const common = {
  id: z.string(),
  name: z.string().describe('Of the document.'),
  trigger: actor,
  createdAt: moment,
  links,
};

/** One execution of an experiment. */
export const ExperimentRun = z.object({
  kind: z.literal('Experiment'),
  ...common,
  version: z.string().describe('Of the document.'),
  state: z
    .string()
    .describe(
      'planned, awaiting-approval, committed, checking, armed, injecting, observing, reverting, verifying, recovering or closed.',
    ),
  gameDay: z.object({ id: z.string(), step: z.int() }).optional(),
  onlyPlan: z.literal(true).optional().describe('It was only planned: look at /v1/plans/{id}.'),
  plan: plan.optional(),
  approval: z
    .object({
      answer: z.enum(['approved', 'denied']),
      by: z.string(),
      at: moment,
      planHash: z.string(),
      expiresAt: moment,
    })
    .optional(),
  signal: z
    .object({ kind: z.string(), actor: z.string(), reason: z.string(), at: moment })
    .optional()
    .describe('Why it was stopped.'),
  refusal: z
    .object({ guard: z.string(), reason: z.string() })
    .optional()
    .describe('Why it was refused before anything was touched.'),
  deadline: moment.optional().describe('No fault outlives it.'),
  conclusion: conclusion.optional(),
});

/** One execution of a game day. */
export const GameDayExecution = z.object({
  kind: z.literal('GameDay'),
  ...common,
  state: z.string().describe('running or closed.'),
  steps: z.array(z.object({ step: z.int(), run: z.string(), conclusion: conclusion.optional() })),
  waitsBefore: z.int().optional().describe('The step whose gate a person has to open; they count from 0.'),
  stop: z.object({ by: z.string(), reason: z.string(), at: moment }).optional(),
  conclusion: z.object({ exitCode: z.int(), asExpected: z.boolean() }).optional(),
});

/** Either. */
export const RunResource = z.discriminatedUnion('kind', [ExperimentRun, GameDayExecution]);

/** A page of them. */
export const RunPage = z.object({
  items: z.array(RunResource),
  next: z.string().optional().describe('The cursor of the next page; none on the last one.'),
});

/** They, as they are shown. */
export const linksOf = (id: string) => ({
  self: `/v1/runs/${id}`,
  journal: `/v1/runs/${id}/journal`,
  stop: `/v1/runs/${id}/stop`,
});

/** A run as it is shown: without the tokens of those who wait. */
export const experimentRun = (run: Run): z.input<typeof ExperimentRun> => {
  const { runId, experiment, trigger, state, gameDay, onlyPlan, approval, signal, refusal, deadlineMs } = run;
  return {
    kind: 'Experiment',
    id: runId,
    ...experiment,
    state,
    trigger: { kind: trigger.kind, actor: trigger.actor },
    createdAt: momentOf(run.createdAtMs),
    ...(gameDay && { gameDay: { id: gameDay.gameDayId, step: gameDay.step } }),
    ...(onlyPlan && { onlyPlan }),
    ...(run.plan && { plan: planOf(run.plan) }),
    ...(approval && {
      approval: {
        answer: approval.answer,
        by: approval.by,
        at: momentOf(approval.atMs),
        planHash: approval.planHash,
        expiresAt: momentOf(approval.expiresAtMs),
      },
    }),
    ...(signal && {
      signal: {
        kind: signal.kind,
        actor: signal.actor,
        reason: signal.reason,
        at: momentOf(signal.atMs),
      },
    }),
    ...(refusal && { refusal: { guard: refusal.guard, reason: refusal.reason } }),
    ...(deadlineMs !== undefined && { deadline: momentOf(deadlineMs) }),
    ...(run.conclusion && { conclusion: conclusionOf(run.conclusion) }),
    links: linksOf(runId),
  };
};

const planOf = ({ hash, observeMs, faults }: NonNullable<Run['plan']>): z.input<typeof plan> => ({
  hash,
  observeMs,
  faults: faults.map(({ name, action, targets, fleet, startAfterMs, durationMs, undo }) => ({
    ...{ name, action, fleet, startAfterMs, durationMs, undo },
    targets: targets.map(({ arn, label }) => ({ arn, label })),
  })),
});

const conclusionOf = (from: NonNullable<Run['conclusion']>): z.input<typeof conclusion> => {
  const { hypothesis, restoration, reasons, exitCode, measures } = from;
  const { detectionMs, stopMs, recoveryMs, outageMs } = measures;
  return {
    ...{ hypothesis, restoration, exitCode },
    reasons: [...reasons],
    measures: {
      ...(detectionMs !== undefined && { detectionMs }),
      ...(stopMs !== undefined && { stopMs }),
      ...(recoveryMs !== undefined && { recoveryMs }),
      ...(outageMs !== undefined && { outageMs }),
    },
  };
};

/** A game day as it is shown. */
export const gameDayExecution = (day: GameDayRun): z.input<typeof GameDayExecution> => {
  const { gameDayId, document, trigger, state, steps, waiting, stop, conclusion: came } = day;
  return {
    kind: 'GameDay',
    id: gameDayId,
    name: document.name,
    state,
    trigger: { kind: trigger.kind, actor: trigger.actor },
    createdAt: momentOf(day.createdAtMs),
    steps: steps.map(({ step, runId, conclusion: of }) => ({
      step,
      run: runId,
      ...(of && { conclusion: conclusionOf(of) }),
    })),
    ...(waiting && state === 'running' && { waitsBefore: waiting.step }),
    ...(stop && { stop: { by: stop.by, reason: stop.reason, at: momentOf(stop.atMs) } }),
    ...(came && { conclusion: { exitCode: came.exitCode, asExpected: came.asExpected } }),
    links: linksOf(gameDayId),
  };
};
