import type { Experiment, Fault, HttpProbe, MetricProbe } from '../../core/experiment.ts';
import type { FaultRecord, GameDayRun, Run } from '../../core/run.ts';

/** A run as it is created, but for what the test says. */
export const sampleRun = (fields: Partial<Run> & Pick<Run, 'runId'>): Run => ({
  experiment: { name: 'one-instance-stops', version: '0123456789ab' },
  trigger: { kind: 'cli', actor: 'ana' },
  seed: 'seed',
  state: 'planned',
  epoch: 0,
  createdAtMs: 1_000,
  ...fields,
});

/** The undo record of a fault not sent yet, but for what the test says. */
export const sampleFaultRecord = (
  fields: Partial<FaultRecord> & Pick<FaultRecord, 'runId'>,
): FaultRecord => ({
  ordinal: 0,
  name: 'stop-one',
  action: 'aws:ec2:stop-instances',
  driver: 'memory',
  revertClass: 'if-asked',
  targets: [{ arn: 'arn:i-1', label: 'web-1', tags: { chaos: 'yes' }, containers: ['arn:asg'] }],
  parameters: { startInstancesAfterDuration: 'PT2M' },
  startAfterMs: 0,
  durationMs: 120_000,
  before: { 'arn:i-1': { state: 'running' } },
  after: { 'arn:i-1': { state: 'stopped' } },
  deadlineMs: 600_000,
  token: `${fields.runId}-0`,
  state: 'armed',
  ...fields,
});

/** A fault of a document on whatever carries a tag. */
export const sampleFault = (action: string, parameters: Fault['parameters'] = {}): Fault => ({
  name: 'break-it',
  action,
  targets: {
    resourceType: 'aws:ec2:instance',
    tags: { app: 'web' },
    filters: [],
    select: { mode: 'ALL' },
  },
  parameters,
  startAfterMs: 0,
  durationMs: 120_000,
});

/** A metric as a probe. */
export const sampleMetricProbe = (name: string): MetricProbe => ({
  type: 'metric',
  name,
  expression: 'errors',
  metrics: {
    errors: {
      namespace: 'AWS/ApplicationELB',
      metric: 'HTTPCode_ELB_5XX_Count',
      dimensions: {},
      stat: 'Sum',
    },
  },
  periodMs: 60_000,
  bounds: { max: 5 },
  missingData: 'breach',
  tolerance: { breaches: 1, of: 1 },
});

/** A page as a probe. */
export const sampleHttpProbe = (url: string): HttpProbe => ({
  type: 'http',
  name: 'page',
  url,
  method: 'GET',
  everyMs: 1_000,
  timeoutMs: 800,
  expect: { status: [200] },
  missingData: 'breach',
  tolerance: { breaches: 3, of: 5 },
});

/** A document as parsed, but for what the test says. */
export const sampleExperiment = (fields: Partial<Experiment> = {}): Experiment => ({
  kind: 'Experiment',
  name: 'one-instance-stops',
  title: 'One web instance stops',
  owner: 'shop',
  purpose: 'Users notice nothing',
  steadyState: { holdForMs: 60_000, probes: [sampleMetricProbe('errors')] },
  faults: [sampleFault('aws:ec2:stop-instances')],
  recovery: { withinMs: 300_000 },
  limits: {
    maxDurationMs: 600_000,
    maxTargets: 1,
    maxPercent: 34,
    consentTag: { key: 'chaos', value: 'yes' },
  },
  guards: { calendars: [], incidents: [], quietAlarms: [] },
  approval: { required: false, timeoutMs: 3_600_000 },
  notify: [],
  ...fields,
});

/** A game day as it is created, but for what the test says. */
export const sampleGameDay = (fields: Partial<GameDayRun> & Pick<GameDayRun, 'gameDayId'>): GameDayRun => ({
  document: {
    kind: 'GameDay',
    name: 'first-game-day',
    title: 'First game day',
    owner: 'shop',
    purpose: 'To begin',
    steps: [],
    notify: [],
  },
  experiments: [],
  trigger: { kind: 'cli', actor: 'ana' },
  state: 'running',
  createdAtMs: 1_000,
  steps: [],
  pausedBefore: 0,
  openedBefore: 0,
  ...fields,
});
