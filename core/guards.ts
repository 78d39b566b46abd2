import { budgetSpent } from './error-budget.ts';
import { alarmsExpected } from './expectations.ts';
import type { Experiment } from './experiment.ts';
import { provenRecently } from './freshness.ts';
import type { Holidays, Ports } from './ports.ts';
import type { Refusal } from './run.ts';
import { staysOpen } from './window.ts';

/** What the guards read. */
export type GuardPorts = Pick<
  Ports,
  'levers' | 'calendars' | 'incidents' | 'deployments' | 'alarms' | 'holidays' | 'clock'
> & { readonly metrics: Pick<Ports['metrics'], 'read'>; readonly runs: Pick<Ports['runs'], 'list'> };

/** Every reason not to start now. A guard that cannot be read is one. */
export const refusals = async (
  ports: GuardPorts,
  experiment: Experiment,
  untilMs: number,
): Promise<readonly Refusal[]> => {
  const { guards, steadyState } = experiment;
  const nowMs = ports.clock.now();
  const judged = steadyState.probes.flatMap((probe) => (probe.type === 'alarm' ? [probe.alarm] : []));
  // One that is expected to go off must be silent before, or nobody would see it go off.
  const quiet = new Set([...guards.quietAlarms, ...judged, ...alarmsExpected(experiment)]);
  const answers = await Promise.all([
    ask('lever', () => engagedLever(ports, experiment)),
    ask('window', () => closedWindow(ports, experiment, nowMs, untilMs)),
    ...guards.calendars.map((name) =>
      ask('calendar', async () =>
        (await ports.calendars.isOpen(name, nowMs, untilMs))
          ? undefined
          : `the calendar ${name} is closed, or closes before the run can be over`,
      ),
    ),
    ...guards.incidents.map((name) =>
      ask('incident', async () =>
        (await ports.incidents.hasOpen(name)) ? `an incident is open in ${name}` : undefined,
      ),
    ),
    ...[...quiet].map((name) => ask('alarm', async () => loudAlarm(ports, name))),
    ...(guards.errorBudget ?? []).map((budget) => ask('error-budget', () => budgetSpent(ports, budget))),
    ...(guards.deployments ?? []).map((name) => ask('deployment', () => ports.deployments.inProgress(name))),
    ask('freshness', () => provenRecently(ports, experiment)),
  ]);
  return answers.flat();
};

const ask = async (guard: string, question: () => Promise<string | undefined>): Promise<Refusal[]> => {
  try {
    const reason = await question();
    return reason === undefined ? [] : [{ guard, reason }];
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return [{ guard, reason: `it cannot be read, so it counts as a no: ${why}` }];
  }
};

/** The levers that an experiment answers to. */
export const scopesOf = ({ name, owner }: Pick<Experiment, 'name' | 'owner'>): readonly string[] => [
  'global',
  `service:${owner}`,
  `experiment:${name}`,
];

/** Why a kill switch forbids an experiment now, if one does. */
export const engagedLever = async (
  { levers }: Pick<Ports, 'levers'>,
  experiment: Pick<Experiment, 'name' | 'owner'>,
): Promise<string | undefined> => {
  const [lever] = await levers.engaged(scopesOf(experiment));
  return lever && `the ${lever.scope} lever is engaged by ${lever.by}: ${lever.reason}`;
};

/** Why the window forbids a run that lasts until `untilMs`, if it does. */
export const closedWindow = async (
  { holidays }: Pick<Ports, 'holidays'>,
  { guards: { window } }: Experiment,
  fromMs: number,
  untilMs: number,
): Promise<string | undefined> => {
  if (window === undefined) return undefined;
  const answer = staysOpen(window, fromMs, untilMs, window.holidays ? await holidays() : noHolidays);
  return answer.open ? undefined : answer.reason;
};

const noHolidays: Holidays = { on: () => undefined };

const loudAlarm = async ({ alarms }: Pick<Ports, 'alarms'>, name: string): Promise<string | undefined> => {
  const [alarm] = await alarms.now([name]);
  if (alarm === undefined) return `the alarm ${name} does not exist`;
  return alarm.state === 'ALARM' ? `the alarm ${name} is already in ALARM: ${alarm.reason}` : undefined;
};
