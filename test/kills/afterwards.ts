import { connectLab } from '../../lab/client.ts';
import { leftInStore } from '../e2e/support/home.ts';
import type { Place } from '../e2e/support/place.ts';
import type { Ended } from '../e2e/support/program.ts';
import { until } from '../e2e/support/until.ts';
import { type Belongings, leftOf } from './belongings.ts';
import { brokenIn } from './whole.ts';

/** How long anything may take that is to happen, on a busy machine. Real time. */
export const PATIENCE_MS = 120_000;

/** Fails where `until` would not come back: a command that hangs. */
export const within = async <T>(what: string, work: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`${what} took longer than ${PATIENCE_MS} ms`)),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** What a command said last, for the one who reads of it. */
export const said = ({ code, stderr }: Ended): string =>
  `exit ${code}: ${stderr.trim().split('\n').slice(-3).join(' / ')}`;

/** Asks for the status until it has taken everything home: no open run, no lease. Gives what it said. */
export const broughtHome = async ({ run, stateDir }: Place): Promise<readonly Ended[]> => {
  const statuses: Ended[] = [];
  let left = '';
  try {
    return await until(
      'no run to be open',
      async () => {
        const status = await within('status', run('status'));
        statuses.push(status);
        const { open, leases } = await leftInStore({ stateDir });
        left = `open ${open.join(', ') || 'none'}; ${leases.length} leases; status said ${said(status)}`;
        return status.code === 0 && open.length === 0 && leases.length === 0 && statuses;
      },
      PATIENCE_MS,
    );
  } catch (cause) {
    throw new Error(`it is not brought home: ${left}`, { cause });
  }
};

/** Waits until the lab is as it was before any fault, if it lives; what is not, in words. */
export const healed = async (stateDir: string): Promise<readonly string[]> => {
  const lab = connectLab(stateDir);
  if (lab === undefined) return [];
  let broken: readonly string[] = [];
  try {
    // A standby that was killed is made anew, and an instance takes its time to be in service. Who was killed may
    // have been ending the lab.
    await until(
      'the lab to be whole',
      async () => {
        broken = await brokenIn(lab, stateDir).catch((failure: unknown) => [String(failure)]);
        return broken.length === 0 || !lab.isUp();
      },
      PATIENCE_MS,
    );
    return [];
  } catch {
    return broken;
  } finally {
    lab.close();
  }
};

/** Ends the lab, living or dead; what is left of it then, in words. */
export const ending = async (place: Place, belongings: Belongings): Promise<readonly string[]> => {
  const down = await within('lab down', place.run('lab', 'down'));
  const notDown = down.code === 0 ? [] : [`lab down: ${said(down)}`];
  let left: readonly string[] = [];
  // A process that is killed takes a moment to be gone.
  await until(
    'nothing to be left',
    () => {
      left = leftOf(place.stateDir, belongings);
      return left.length === 0;
    },
    GONE_WITHIN_MS,
  ).catch(() => undefined);
  return [...notDown, ...left];
};

const GONE_WITHIN_MS = 5_000;
