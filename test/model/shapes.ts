import type { Experiment } from '../../core/experiment.ts';
import type { ResolvedTarget } from '../../core/run.ts';
import { anExperiment, errorsAlarm, faultOn, instanceArn, shopProbe } from '../support/an-experiment.ts';

const second = 1_000;

/** A kind of experiment, with what the model must know of it, said once more and by hand. */
export type Shape = {
  readonly experiment: Experiment;
  /** The alarm that judges it. */
  readonly alarm: string;
  /** What its lease must cover. */
  readonly keys: readonly string[];
  /** Whom it stops. */
  readonly hits: readonly string[];
  readonly approvalMs: number | undefined;
  /** From its first fault to the end of its last. */
  readonly observeMs: number;
  readonly withinMs: number;
  /** Whether a process watches for it, whose death is silence. */
  readonly isWatchedByHttp: boolean;
};

/** How long everything must be steady, before and after. */
export const holdMs = 5 * second;

const withinMs = 30 * second;
const approvalMs = 150 * second;

/** Instances of a group of their own, which shares nothing with the shop. */
export const loners: readonly ResolvedTarget[] = [4, 5].map((number) => ({
  arn: instanceArn(number),
  label: `other-${number}`,
  tags: { app: 'other', chaos: 'yes' },
  containers: ['arn:other-group'],
}));

const base = { recovery: { withinMs } };
const watching = (...probes: Experiment['steadyState']['probes']) => ({ holdForMs: holdMs, probes });
const asking = { approval: { required: true, timeoutMs: approvalMs } };
const lasting = (durationMs: number, startAfterMs = 0) => ({ durationMs, startAfterMs });

const ofTheShop = { alarm: 'shop-errors', withinMs, isWatchedByHttp: false, approvalMs: undefined };
const inTheShop = (...numbers: readonly number[]) => ({
  hits: numbers.map(instanceArn),
  keys: [...numbers.map(instanceArn), 'arn:group', 'alarm:shop-errors'],
});

/** By name. The first three overlap; the last shares nothing with them. */
export const shapes = {
  quick: {
    ...ofTheShop,
    ...inTheShop(1),
    observeMs: 20 * second,
    experiment: anExperiment({
      ...base,
      name: 'quick',
      steadyState: watching(errorsAlarm),
      faults: [faultOn(1, lasting(20 * second))],
    }),
  },
  asking: {
    ...ofTheShop,
    ...inTheShop(1, 2),
    approvalMs,
    observeMs: 50 * second,
    experiment: anExperiment({
      ...base,
      ...asking,
      name: 'asking',
      steadyState: watching(errorsAlarm),
      faults: [faultOn(1, lasting(50 * second)), faultOn(2, lasting(20 * second, 30 * second))],
    }),
  },
  watched: {
    ...ofTheShop,
    ...inTheShop(2),
    approvalMs,
    observeMs: 40 * second,
    isWatchedByHttp: true,
    experiment: anExperiment({
      ...base,
      ...asking,
      name: 'watched',
      steadyState: watching(errorsAlarm, shopProbe({ everyMs: 5 * second })),
      faults: [faultOn(2, lasting(40 * second))],
    }),
  },
  apart: {
    ...ofTheShop,
    alarm: 'other-errors',
    hits: loners.map(({ arn }) => arn),
    keys: [...loners.map(({ arn }) => arn), 'arn:other-group', 'alarm:other-errors'],
    observeMs: 80 * second,
    experiment: anExperiment({
      ...base,
      name: 'apart',
      steadyState: watching({ type: 'alarm', name: 'errors', alarm: 'other-errors' }),
      faults: [faultOn(4, lasting(80 * second)), faultOn(5, lasting(20 * second, 40 * second))],
    }),
  },
} as const satisfies Readonly<Record<string, Shape>>;

/** The name of a shape. */
export type ShapeName = keyof typeof shapes;

/** The names of all shapes. */
export const shapeNames = Object.keys(shapes) as readonly ShapeName[];

/** The scopes of the levers that reach an experiment. */
export const scopesOf = (name: ShapeName): readonly string[] => [
  'global',
  'service:shop',
  `experiment:${name}`,
];
