import { alarmsExpected } from '../expectations.ts';
import type { Experiment, Fault } from '../experiment.ts';
import { driverOf } from '../plan.ts';
import type { FaultDriver } from '../ports.ts';
import type { Plan } from '../run.ts';
import type { Fleet } from './context.ts';

/** What a fault has to choose from, looked at now; undefined where no driver here makes it. Nothing is touched. */
export const fleetOf = async (drivers: readonly FaultDriver[], fault: Fault): Promise<Fleet | undefined> => {
  const driver = driverOf(drivers, fault);
  const facts = driver?.facts(fault.action, fault.parameters);
  if (!driver || facts?.resourceType !== fault.targets.resourceType) return undefined;
  const seen = await driver.resolve(fault);
  return { ...(!facts.chosenAtStart && { size: seen.length }), seen };
};

/** The faults that none of the drivers makes, by name. */
export const unmadeBy = (drivers: readonly FaultDriver[], { faults }: Experiment): ReadonlySet<string> =>
  new Set(faults.filter((fault) => driverOf(drivers, fault) === undefined).map(({ name }) => name));

/** What a plan has found out already, by fault. */
export const fleetsOfPlan = ({ faults }: Pick<Plan, 'faults'>): ReadonlyMap<string, Fleet> =>
  new Map(
    faults.map(({ name, atStart, fleet, targets }) => [
      name,
      { ...(!atStart && { size: fleet }), seen: targets },
    ]),
  );

/** The alarms an experiment is judged by, or expects to go off, as it names them. */
export const alarmsOf = (experiment: Experiment): readonly string[] => {
  const { probes } = experiment.steadyState;
  const judging = probes.flatMap((probe) => (probe.type === 'alarm' ? [probe.alarm] : []));
  return [...new Set([...judging, ...alarmsExpected(experiment)])];
};
