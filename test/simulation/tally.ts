import { classOf } from './class-of.ts';
import type { InvariantId } from './invariants/sentences.ts';
import { inWords } from './schedule.ts';
import type { Outcome } from './simulate.ts';

/** A broken promise, and one schedule that breaks it. */
export type Finding = {
  readonly invariant: InvariantId;
  readonly detail: string;
  readonly schedule: string;
  readonly classes: readonly string[];
  readonly count: number;
};

/** What a job found. */
export type Told = {
  readonly schedules: number;
  /** How many schedules had a fault of each class. */
  readonly byClass: Readonly<Record<string, number>>;
  readonly byVerdict: Readonly<Record<string, number>>;
  readonly paged: number;
  readonly findings: readonly Finding[];
  readonly failure: string | undefined;
};

/** Counts outcomes. */
export const openTally = () => {
  let schedules = 0;
  let paged = 0;
  const byClass: Record<string, number> = {};
  const byVerdict: Record<string, number> = {};
  const findings = new Map<string, Finding>();
  return {
    hear: ({ schedule, violations, verdict, isPaged }: Outcome) => {
      schedules += 1;
      if (isPaged) paged += 1;
      byVerdict[verdict] = (byVerdict[verdict] ?? 0) + 1;
      const classes = [...new Set(schedule.disturbances.map(classOf))].sort();
      for (const one of classes) byClass[one] = (byClass[one] ?? 0) + 1;
      for (const { invariant, detail } of violations) {
        const key = `${invariant} ${detail} ${classes.join()}`;
        const { count = 0, ...known } = findings.get(key) ?? { schedule: inWords(schedule) };
        findings.set(key, { ...known, invariant, detail, classes, count: count + 1 });
      }
    },
    found: () => findings.size,
    told: (): Omit<Told, 'failure'> => ({
      schedules,
      byClass,
      byVerdict,
      paged,
      findings: [...findings.values()],
    }),
  };
};
