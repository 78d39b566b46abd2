import type { Plan } from './run.ts';

/** What a run costs on AWS, in US dollars at list prices of November 2026, us-east-1. */
export type Cost = {
  /** By FIS: its actions, by the minute. */
  readonly fis: number;
  /** By Firedrill's own functions and state machine. */
  readonly orchestration: number;
  readonly httpProbes: number;
};

// https://aws.amazon.com/fis/pricing/: an action costs by the minute, whatever and however many it hits.
const perActionMinute = 0.1;
// docs/deploy.md, "What it costs", with the arithmetic.
const perRun = 0.0006;
const perProbedMinute = 0.0026 / 5;
// A target of FIS names five ARNs at most, so a fault on more becomes several actions.
const arnsPerAction = 5;
const minuteMs = 60_000;

/** What a plan would cost. */
export const costOf = (
  { faults, observeMs }: Pick<Plan, 'faults' | 'observeMs'>,
  hasHttpProbes: boolean,
): Cost => ({
  fis: dollars(
    faults
      .filter(({ action }) => action.startsWith('aws:'))
      .reduce((sum, { targets, durationMs }) => {
        const actions = Math.max(1, Math.ceil(targets.length / arnsPerAction));
        return sum + actions * Math.max(1, Math.round(durationMs / minuteMs)) * perActionMinute;
      }, 0),
  ),
  orchestration: perRun,
  httpProbes: hasHttpProbes ? dollars((observeMs / minuteMs) * perProbedMinute) : 0,
});

const dollars = (amount: number): number => Math.round(amount * 10_000) / 10_000;
