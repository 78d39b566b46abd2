import * as z from 'zod';
import { costOf } from '../../../core/cost.ts';
import type { Experiment } from '../../../core/experiment.ts';
import { planStateOf } from '../../../core/protocol/only-plan.ts';
import type { Plan, PlannedFault, Run } from '../../../core/run.ts';
import { planHoldsMs } from '../plan.ts';
import { actor, links, linksOf } from './run.ts';
import { moment, momentOf } from './texts.ts';

const fault = z.object({
  name: z.string(),
  action: z.string(),
  parameters: z.record(z.string(), z.string()),
  targets: z.array(z.object({ arn: z.string(), label: z.string(), zone: z.string().optional() })),
  fleet: z.number().describe('How many there were to choose from.'),
  share: z.number().optional().describe('Of the fleet, from 0 to 1. None where FIS chooses when it starts.'),
  zones: z.record(z.string(), z.int()).describe('How many are hit in each zone that is known.'),
  startAfterMs: z.number(),
  durationMs: z.number(),
  undo: z.string(),
  iamEnforced: z
    .enum(['yes', 'partly', 'no'])
    .describe('Whether IAM alone would refuse a target without consent.'),
});

const cost = z
  .object({ fis: z.number(), orchestration: z.number(), httpProbes: z.number() })
  .describe('On AWS, in US dollars, about.');

/** What would be done, and what stands against it. */
export const PlanResource = z.object({
  id: z.string(),
  experiment: z.string().describe('The name of the document.'),
  version: z.string().describe('Of the document.'),
  state: z
    .enum(['planning', 'ready', 'refused', 'failed'])
    .describe('`refused`: a run would be, for what `refusals` say. `failed`: no plan came of it.'),
  trigger: actor,
  createdAt: moment,
  expiresAt: moment.describe('Until then a run can be started by it.'),
  plan: z
    .object({
      hash: z.string(),
      seed: z.string(),
      durationMs: z.number().describe('From the first fault to the planned end of the last.'),
      faults: z.array(fault),
      cost: cost.optional(),
    })
    .optional(),
  refusals: z.array(z.object({ guard: z.string(), reason: z.string() })),
  failure: z.array(z.string()).optional().describe('Why no plan came of it.'),
  links,
});

/** It, as it is shown. */
export const planResource = (run: Run, document: Experiment | undefined): z.input<typeof PlanResource> => {
  const { runId, experiment, trigger, createdAtMs, plan, objections = [], conclusion } = run;
  const state = planStateOf(run);
  return {
    id: runId,
    experiment: experiment.name,
    version: experiment.version,
    state,
    trigger: { kind: trigger.kind, actor: trigger.actor },
    createdAt: momentOf(createdAtMs),
    expiresAt: momentOf(createdAtMs + planHoldsMs),
    ...(plan && { plan: planned(plan, document) }),
    refusals: objections.map(({ guard, reason }) => ({ guard, reason })),
    ...(state === 'failed' && { failure: [...(conclusion?.reasons ?? [])] }),
    links: { ...linksOf(runId), self: `/v1/plans/${runId}` },
  };
};

const planned = (plan: Plan, document: Experiment | undefined) => ({
  hash: plan.hash,
  seed: plan.seed,
  durationMs: plan.observeMs,
  faults: plan.faults.map(faultOf),
  ...(document && {
    cost: costOf(
      plan,
      document.steadyState.probes.some(({ type }) => type === 'http'),
    ),
  }),
});

const faultOf = (from: PlannedFault): z.input<typeof fault> => {
  const { name, action, parameters, targets, fleet, atStart, startAfterMs, durationMs, undo, iamEnforced } =
    from;
  const zones = Map.groupBy(
    targets.flatMap(({ zone }) => zone ?? []),
    (zone) => zone,
  );
  return {
    ...{ name, action, fleet, startAfterMs, durationMs, undo, iamEnforced },
    parameters: { ...parameters },
    targets: targets.map(({ arn, label, zone }) => ({ arn, label, ...(zone !== undefined && { zone }) })),
    ...(!atStart && fleet > 0 && { share: targets.length / fleet }),
    zones: Object.fromEntries([...zones].map(([zone, some]) => [zone, some.length])),
  };
};
