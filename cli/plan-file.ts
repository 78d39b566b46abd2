import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { hashOf } from '../core/plan.ts';
import type { Plan } from '../core/run.ts';
import { exitCode, Stop } from './exit.ts';

// Everything that is hashed is compared; what is in it, only the program that reads it back need know.
const PlanFile = z.object({
  kind: z.literal('Plan'),
  madeAt: z.string(),
  plan: z.looseObject({
    experiment: z.object({ name: z.string(), version: z.string() }),
    seed: z.string(),
    faults: z.array(
      z.looseObject({ name: z.string(), targets: z.array(z.looseObject({ arn: z.string() })) }),
    ),
    observeMs: z.number(),
    hash: z.string(),
  }),
});

/** Writes a plan to look at, to compare with another, and to run. Overwrites no other kind of file. */
export const writePlan = (file: string, plan: Plan, madeAtMs: number): void => {
  if (existsSync(file)) readPlan(file);
  const content = { kind: 'Plan', madeAt: new Date(madeAtMs).toISOString(), plan };
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
};

/** Reads a plan that was written; one that has been changed since is none. */
export const readPlan = (file: string): Plan => {
  const refuse = (why: string): never => {
    throw new Stop(exitCode.usage, `${file}: ${why}`);
  };
  const read = PlanFile.safeParse(jsonIn(file, refuse));
  if (!read.success) return refuse('it is no plan; write one with `firedrill plan <file> --out <plan.json>`');
  const plan = read.data.plan as unknown as Plan;
  if (hashOf(plan) !== plan.hash)
    return refuse(`its content does not belong to its hash, ${plan.hash}: it has been changed; plan again`);
  return plan;
};

const jsonIn = (file: string, refuse: (why: string) => never): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (failure) {
    return refuse(`it cannot be read: ${failure instanceof Error ? failure.message : failure}`);
  }
};
