import type { Call } from './call.ts';
import { expiredToken } from './disturbances/calls.ts';
import type { Ground } from './ground.ts';
import type { Invocation } from './invocation.ts';

const storePorts = ['experiments', 'runs', 'journal', 'leases', 'levers', 'gameDays'];

/** What lasts: credentials that are over, a role without rights, a table that answers nobody. */
export const climate = (
  { clock, weather }: Pick<Ground, 'clock' | 'weather'>,
  { fn, isExpired }: Invocation,
  { name }: Call,
): (() => Promise<never>) | undefined => {
  if (isExpired) return no(expiredToken());
  if (weather.denied.has(fn) || (weather.isUndoDenied && name === 'faults.undo'))
    return no(Object.assign(new Error(`${name} is not authorized`), { name: 'AccessDeniedException' }));
  if (weather.isNotifierDown && name === 'notices.tell') return no(new Error('no_service'));
  const isTable = storePorts.includes(name.split('.')[0] ?? '');
  if (isTable && weather.tableThrottledUntilMs > clock.now())
    return no(Object.assign(new Error('Rate exceeded'), { name: 'ServiceUnavailable' }));
  return undefined;
};

const no = (failure: Error) => async () => {
  throw failure;
};
