import { writeFileSync } from 'node:fs';
import { formatFinding, type PlacedFinding } from '../core/lint/place.ts';
import { type Planned, planMarkdown } from '../report/plan-markdown.ts';
import { exitCode, Stop } from './exit.ts';

type Gathered = Omit<Planned, 'findings' | 'plan' | 'changes'> & {
  readonly findings: readonly PlacedFinding[];
  readonly plan: Planned['plan'] | undefined;
  readonly changes: Planned['changes'] | undefined;
};

/** Writes a plan for people who look at a change: a comment of a pipeline. */
export const writeMarkdown = (file: string, { findings, plan, changes, ...rest }: Gathered): void => {
  const text = planMarkdown({
    ...rest,
    findings: findings.map(formatFinding),
    ...(plan && { plan }),
    ...(changes && { changes }),
  });
  try {
    writeFileSync(file, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Stop(exitCode.usage, `${file}: cannot be written: ${why}`, { cause });
  }
};
