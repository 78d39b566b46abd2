import { resolve } from 'node:path';
import * as z from 'zod';

const filled = z.string().min(1);
const optional = z.string().default('');

/** Which codes of `firedrill --help` let a job fail when nobody says otherwise; 1, 2 and 5 always do. */
const failing = { plan: [], run: [3, 4, 6, 7], gameday: [3, 4, 6, 7] } as const;

const codes = z.string().transform((text, { addIssue }) => {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const bad = words.find((word) => !/^[1-7]$/.test(word));
  if (bad === undefined) return words.map(Number);
  addIssue(`\`${bad}\` is no exit code of firedrill; write some of 3, 4, 6 and 7`);
  return z.NEVER;
});

const Inputs = z.object({
  FIREDRILL_COMMAND: z.enum(['plan', 'run', 'gameday'], 'write `plan`, `run` or `gameday`'),
  FIREDRILL_FILE: filled,
  FIREDRILL_WHERE: z.enum(['aws', 'lab'], 'write `aws` or `lab`').default('aws'),
  FIREDRILL_STAGE: optional,
  FIREDRILL_REGION: optional,
  FIREDRILL_TIMEOUT: optional,
  FIREDRILL_PLAN: optional,
  FIREDRILL_FAIL_ON: codes.default([]),
  FIREDRILL_OUT: filled,
  FIREDRILL_ID: optional,
  FIREDRILL_EXIT_CODE: optional,
  FIREDRILL_BIN: filled.default(resolve(import.meta.dirname, '../../bin/firedrill.js')),
});

/** What a job has asked for, from the environment that `action.yml` gives each step. */
export type Inputs = {
  readonly command: 'plan' | 'run' | 'gameday';
  readonly file: string;
  readonly where: 'aws' | 'lab';
  readonly stage: string;
  readonly region: string;
  readonly timeout: string;
  /** A plan that was written before; `run` refuses any other. */
  readonly plan: string;
  readonly failOn: readonly number[];
  /** Where files are written. */
  readonly out: string;
  /** Of the run or the game day, once there is one. */
  readonly id: string;
  /** What the gate ended with, for the steps after it. */
  readonly exitCode: string;
  readonly bin: string;
};

/** Reads them; throws what is wrong, in words for the person who wrote the workflow. */
export const inputsOf = (env: Readonly<Record<string, string | undefined>>): Inputs => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Inputs.safeParse(given);
  if (!read.success)
    throw new Error(
      read.error.issues.map(({ path, message }) => `input ${inputOf(path)}: ${message}`).join('\n'),
    );
  const { data } = read;
  const { FIREDRILL_COMMAND: command, FIREDRILL_FAIL_ON: asked } = data;
  return {
    command,
    file: data.FIREDRILL_FILE,
    where: data.FIREDRILL_WHERE,
    stage: data.FIREDRILL_STAGE,
    region: data.FIREDRILL_REGION,
    timeout: data.FIREDRILL_TIMEOUT,
    plan: data.FIREDRILL_PLAN,
    failOn: [1, 2, 5, ...(asked.length > 0 ? asked : failing[command])],
    out: resolve(data.FIREDRILL_OUT),
    id: data.FIREDRILL_ID,
    exitCode: data.FIREDRILL_EXIT_CODE,
    bin: data.FIREDRILL_BIN,
  };
};

const inputOf = (path: readonly PropertyKey[]): string =>
  `\`${String(path[0]).replace('FIREDRILL_', '').toLowerCase().replaceAll('_', '-')}\``;
