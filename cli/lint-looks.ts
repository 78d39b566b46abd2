import type { Experiment } from '../core/experiment.ts';
import type { Fleet } from '../core/lint/context.ts';
import { fleetOf } from '../core/lint/fleets.ts';
import type { FaultDriver } from '../core/ports.ts';
import type { Output } from './output.ts';

/** What each fault has to choose from. One that cannot be looked at is said so, and stays unknown. */
export const fleets = async (
  out: Output,
  drivers: readonly FaultDriver[],
  { faults }: Experiment,
): Promise<ReadonlyMap<string, Fleet>> => {
  const looked = await Promise.all(
    faults.map(async (fault) => {
      const fleet = await orSaid(out, `the targets of "${fault.name}"`, () => fleetOf(drivers, fault));
      return fleet === undefined ? [] : [[fault.name, fleet] as const];
    }),
  );
  return new Map(looked.flat());
};

/** A look whose failure is told, and makes nothing known. */
export const orSaid = async <Seen>(
  out: Output,
  what: string,
  look: () => Promise<Seen>,
): Promise<Seen | undefined> => {
  try {
    return await look();
  } catch (failure) {
    const [why] = (failure instanceof Error ? failure.message : String(failure)).split('\n');
    out.say(`${what} could not be looked at, so less is said of it: ${why}`);
    return undefined;
  }
};
