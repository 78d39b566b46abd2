import type { Experiment, Fault, Probe } from '../../core/experiment.ts';
import type { ResolvedTarget, RevertClass } from '../../core/run.ts';
import { anExperiment, errorsAlarm, ordersMetric, shopProbe } from '../support/an-experiment.ts';
import { revertClasses } from './far-end/traits.ts';

/** One kind of run: what is broken, how it is watched, and whether its users notice. */
export type Scenario = {
  readonly name: string;
  readonly experiment: Experiment;
  /** Whether a live effect breaks the service, so that the hypothesis fails. */
  readonly isNoticed: boolean;
  /** No alarm ever says by itself that it has gone off. */
  readonly isDeaf?: boolean;
  /** Another run of it begins as soon as the first is closed. */
  readonly isRepeated?: boolean;
  /** What may come of it when nothing else goes wrong. */
  readonly hypothesis: 'held' | 'failed';
};

const arnOf = (number: number) => `arn:sim:resource/${number}`;

/** The fleet: three resources of one group, all consenting. */
export const theTargets: readonly ResolvedTarget[] = [1, 2, 3].map((number) => ({
  arn: arnOf(number),
  label: `resource-${number}`,
  tags: { chaos: 'yes' },
  containers: ['arn:sim:group'],
}));

const faultOf = (kind: RevertClass, name: string, fields: Partial<Fault> = {}): Fault => ({
  name,
  action: `sim:${kind}`,
  targets: {
    resourceType: 'sim:resource',
    arns: [arnOf(1), arnOf(2)],
    filters: [],
    select: { mode: 'ALL' },
  },
  parameters: {},
  startAfterMs: 0,
  durationMs: 4_000,
  ...fields,
});

// Short, so that there are few calls to disturb; every state of a run is in it all the same.
const experimentOf = (name: string, faults: readonly Fault[], probes: readonly Probe[]): Experiment =>
  anExperiment({
    name,
    steadyState: { holdForMs: 2_000, probes },
    faults,
    recovery: { withinMs: 60_000 },
  });

const quick = shopProbe({ timeoutMs: 900 });

const plain = (kind: RevertClass): readonly Scenario[] => {
  const scenario = (variant: string, probes: readonly Probe[], isNoticed: boolean): Scenario => ({
    name: `${kind}/${variant}`,
    experiment: experimentOf(variant, [faultOf(kind, 'break-it')], probes),
    isNoticed,
    hypothesis: isNoticed ? 'failed' : 'held',
  });
  return [
    scenario('holds', [errorsAlarm], false),
    scenario('fails', [errorsAlarm], true),
    scenario('probed', [quick, errorsAlarm], true),
  ];
};

const approved: Scenario = {
  name: 'ours/approved',
  experiment: {
    ...experimentOf('approved', [faultOf('ours', 'break-it')], [errorsAlarm]),
    approval: { required: true, timeoutMs: 60_000 },
  },
  isNoticed: false,
  hypothesis: 'held',
};

const two = (name: string, faults: readonly Fault[]): Scenario => ({
  name,
  experiment: experimentOf('two', faults, [errorsAlarm]),
  isNoticed: false,
  hypothesis: 'held',
});

// Long enough that nothing waits for what was sent at its beginning.
const again: Scenario = {
  name: 'ours/again',
  experiment: {
    ...experimentOf('again', [faultOf('ours', 'break-it', { durationMs: 8 * 60_000 })], [errorsAlarm]),
  },
  isNoticed: false,
  isRepeated: true,
  hypothesis: 'held',
};

const measured: Scenario = {
  name: 'ours/measured',
  experiment: experimentOf(
    'measured',
    [faultOf('ours', 'break-it')],
    [errorsAlarm, ordersMetric({ periodMs: 10_000 })],
  ),
  isNoticed: true,
  hypothesis: 'failed',
};

/** Every kind of run that is simulated. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(
  [
    ...revertClasses.flatMap(plain),
    approved,
    measured,
    again,
    { ...two('ours/deaf', [faultOf('ours', 'break-it')]), isDeaf: true },
    two('mixed/two', [
      faultOf('if-asked', 'first'),
      faultOf('self-reverting', 'second', { startAfterMs: 2_000 }),
      faultOf('irreversible', 'third'),
    ]),
  ].map((scenario) => [scenario.name, scenario]),
);

/** A scenario by its name. Throws with the names there are. */
export const scenarioOf = (name: string): Scenario => {
  const scenario = scenarios.get(name);
  if (scenario === undefined)
    throw new Error(`There is no scenario "${name}"; there are ${[...scenarios.keys()].join(', ')}`);
  return scenario;
};

/** Runs with an HTTP probe are three times as long and watch the same protocol: one kind of them is enough. */
export const isQuick = (name: string): boolean => !name.endsWith('/probed') || name.startsWith('ours');
