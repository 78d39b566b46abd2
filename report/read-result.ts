import * as z from 'zod';
import { DocumentInvalid } from '../core/errors.ts';
import type { GameDayResult, RunResult } from '../core/result.ts';

const atMs = z.number();
const optionalMs = atMs.optional();
const words = z.array(z.string());
const parameters = z.record(z.string(), z.string());
const trigger = z.looseObject({ kind: z.string(), actor: z.string() });
const ref = z.looseObject({ name: z.string(), version: z.string() });
const target = z.looseObject({ arn: z.string(), label: z.string() });
const image = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const hypothesis = z.enum(['held', 'failed', 'untested']);
const revertClass = z.enum(['irreversible', 'self-reverting', 'if-asked', 'by-document', 'ours']);
const conclusion = z.looseObject({
  hypothesis,
  restoration: z.enum(['restored', 'unverified', 'nothing-injected']),
  reasons: words,
  measures: z.record(z.string(), z.union([z.number(), z.string()])),
  expectations: z
    .array(
      z.looseObject({
        ...{ kind: z.enum(['alarm', 'acknowledged']), name: z.string(), withinMs: z.number() },
        ...{
          outcome: z.enum(['met', 'missed', 'unknown']),
          tookMs: z.number().optional(),
          reason: z.string(),
        },
      }),
    )
    .optional(),
  exitCode: z.number(),
});

const planned = z.looseObject({
  ...{ name: z.string(), action: z.string(), targets: z.array(target), fleet: z.number(), undo: z.string() },
});

const run = z.looseObject({
  ...{ runId: z.string(), experiment: ref, trigger, seed: z.string(), state: z.string(), createdAtMs: atMs },
  ...{
    injectedAtMs: optionalMs,
    revertingAtMs: optionalMs,
    undoneAtMs: optionalMs,
    verifiedAtMs: optionalMs,
  },
  plan: z.looseObject({ hash: z.string(), faults: z.array(planned) }).optional(),
  signal: z.looseObject({ kind: z.string(), atMs, actor: z.string(), reason: z.string() }).optional(),
  refusal: z.looseObject({ guard: z.string(), reason: z.string() }).optional(),
  recovered: z
    .union([
      z.looseObject({ inTime: z.literal(true), steadyFromMs: atMs }),
      z.looseObject({ inTime: z.literal(false), reason: z.string() }),
    ])
    .optional(),
  conclusion: conclusion.optional(),
});

const tolerance = z.looseObject({ breaches: z.number(), of: z.number() });
const probe = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('alarm'), name: z.string(), alarm: z.string() }),
  z.looseObject({
    ...{ type: z.literal('metric'), name: z.string(), expression: z.string(), periodMs: z.number() },
    ...{ bounds: z.looseObject({ min: z.number().optional(), max: z.number().optional() }), tolerance },
  }),
  z.looseObject({
    ...{
      type: z.literal('http'),
      name: z.string(),
      url: z.string(),
      everyMs: z.number().positive(),
      tolerance,
    },
    ...{ timeoutMs: z.number(), expect: z.looseObject({ status: z.array(z.number()) }) },
  }),
]);

const experiment = z.looseObject({
  ...{ name: z.string(), title: z.string(), owner: z.string(), purpose: z.string() },
  steadyState: z.looseObject({ holdForMs: z.number(), probes: z.array(probe) }),
  recovery: z.looseObject({ withinMs: z.number() }),
  expect: z
    .array(
      z.union([
        z.looseObject({ alarm: z.string(), withinMs: z.number() }),
        z.looseObject({ acknowledged: z.string(), withinMs: z.number() }),
      ]),
    )
    .optional(),
});

const fault = z.looseObject({
  ...{ name: z.string(), action: z.string(), revertClass, targets: z.array(target), parameters },
  ...{ startAfterMs: z.number(), durationMs: z.number(), state: z.string() },
  ...{ before: z.record(z.string(), image), after: z.record(z.string(), image) },
  proof: z.looseObject({ atMs, level: z.union([z.literal(1), z.literal(2)]), seen: z.string() }).optional(),
});

const runResult = z.looseObject({
  ...{ format: z.literal('firedrill.run/1'), run, experiment, faults: z.array(fault) },
  readings: z.record(z.string(), z.array(z.looseObject({ atMs, ok: z.boolean(), detail: z.string() }))),
  alarms: z.record(
    z.string(),
    z.array(z.looseObject({ atMs, state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']) })),
  ),
  journal: z.array(z.looseObject({ seq: z.number(), atMs, actor: z.string(), kind: z.string() })),
  chain: z.looseObject({ ok: z.boolean() }),
});

const gameDayResult = z.looseObject({
  format: z.literal('firedrill.gameday/1'),
  gameDay: z.looseObject({
    ...{ gameDayId: z.string(), trigger, state: z.string(), createdAtMs: atMs, experiments: z.array(ref) },
    document: z.looseObject({
      ...{ name: z.string(), title: z.string(), owner: z.string(), purpose: z.string() },
      steps: z.array(z.looseObject({ continueOn: z.string(), expect: hypothesis.optional() })),
    }),
    steps: z.array(z.looseObject({ step: z.number(), runId: z.string(), conclusion: conclusion.optional() })),
  }),
  runs: z.array(runResult),
});

const result = z.discriminatedUnion('format', [runResult, gameDayResult]);

/** Reads a result file. Throws `DocumentInvalid` with one line when it is damaged or of another version. */
export const readResult = (text: string, file: string): RunResult | GameDayResult => {
  const value = jsonIn(text, file);
  const checked = result.safeParse(value);
  if (checked.success) return value as RunResult | GameDayResult;
  const [issue] = checked.error.issues;
  const where = issue?.path.join('.') || 'format';
  throw new DocumentInvalid(
    `${file}: not a result that this version can read: ${where}: ${issue?.message ?? 'it is wrong'}`,
  );
};

const jsonIn = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DocumentInvalid(`${file}: damaged: it is not whole JSON`, { cause });
  }
};
