import { setInterval as every } from 'node:timers/promises';
import { readLabFile } from '../../../lab/keeper/lab-file.ts';
import { isAlive, killProcess, type ProcessIdentity } from '../../../lab/process/process-identity.ts';
import type { Place } from './place.ts';
import { until } from './until.ts';

/** The living processes of the lab whose role begins so, as the operating system has them. */
export const living = ({ stateDir }: Pick<Place, 'stateDir'>, role: string): readonly ProcessIdentity[] =>
  (readLabFile(stateDir)?.children ?? [])
    .filter((child) => child.role.startsWith(role))
    .filter(isAlive)
    .map(({ pid, startTime }) => ({ pid, startTime }));

/** The one process of a role. */
export const theOne = (place: Pick<Place, 'stateDir'>, role: string): Promise<ProcessIdentity> =>
  until(`a process ${role}`, () => living(place, role)[0]);

/** Kills a process of the lab again and again, as often as it is started anew, until the answer is called. */
export const holdDown = (place: Pick<Place, 'stateDir'>, role: string): (() => Promise<void>) => {
  const over = new AbortController();
  const strike = () => {
    for (const one of living(place, role)) killProcess(one, 'SIGKILL');
  };
  const striking = (async () => {
    strike();
    try {
      for await (const _ of every(10, undefined, { signal: over.signal })) strike();
    } catch {
      // It is over.
    }
  })();
  return () => {
    over.abort();
    return striking;
  };
};

/** Freezes a process of the lab, until the answer is called. */
export const freeze = async (place: Pick<Place, 'stateDir'>, role: string): Promise<() => void> => {
  const one = await theOne(place, role);
  killProcess(one, 'SIGSTOP');
  return () => void killProcess(one, 'SIGCONT');
};
