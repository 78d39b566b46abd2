import type { Call } from './call.ts';
import { climate } from './climate.ts';
import { callClasses } from './disturbances/calls.ts';
import { eventAt } from './disturbances/events.ts';
import type { Invocation } from './invocation.ts';
import type { Simulation } from './world.ts';

/** Takes the place of a call that is spoilt. */
export type Spoilt = () => Promise<unknown>;

/** A call is sent: answers what spoils it, if something does. */
export const reached = (sim: Simulation, invocation: Invocation, call: Call): Spoilt | undefined => {
  const { fn, number } = invocation;
  const what = sim.places.takeDue(sim.places.visit(`${fn}/${call.name}`));
  sim.told(() => `  ${fn} (${number}) ${call.name}${what ? `  <<< ${what}` : ''}`);
  if (what !== undefined) eventAt(sim, invocation, what);
  sim.invariants.sent(invocation, call);
  const spoil = what === undefined ? undefined : callClasses[what]?.spoil;
  return spoil ? () => spoil(sim, invocation, call) : climate(sim, invocation, call);
};
