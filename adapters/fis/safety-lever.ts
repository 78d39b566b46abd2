import type { FisClient } from '@aws-sdk/client-fis';
import { ServiceUnavailable } from '../../core/errors.ts';
import { calling } from './calling.ts';
import { type Operation, send } from './wire.ts';

/** FIS's own kill switch: one per account and Region. Engaged, it stops what runs and refuses what starts. */
export type SafetyLever = {
  readonly status: 'disengaged' | 'engaging' | 'engaged';
  readonly reason: string;
};

// https://docs.aws.amazon.com/fis/latest/userguide/safety-lever.html: there is one, and this is its name.
const id = 'default';

const reading: Operation<{ readonly id: string }> = {
  method: 'GET',
  path: (lever) => `/safetyLevers/${encodeURIComponent(lever.id)}`,
};

const changing: Operation<{ readonly id: string; readonly status: string; readonly reason: string }> = {
  method: 'PATCH',
  path: (lever) => `/safetyLevers/${encodeURIComponent(lever.id)}/state`,
  body: ({ status, reason }) => ({ state: { status, reason } }),
};

/** Reads the lever. Throws when it cannot be read: that is a reason not to start. */
export const readSafetyLever = (fis: FisClient): Promise<SafetyLever> =>
  calling('read the safety lever of FIS', async () => leverIn(await send(fis, reading, { id })));

/** Pulls the lever, or lets it go. It cannot be moved while it is engaging. */
export const moveSafetyLever = (
  fis: FisClient,
  status: 'engaged' | 'disengaged',
  reason: string,
): Promise<SafetyLever> =>
  calling(`have the safety lever of FIS ${status}`, async () =>
    leverIn(await send(fis, changing, { id, status, reason })),
  );

const leverIn = (answer: unknown): SafetyLever => {
  const { status, reason } = stateIn(answer);
  if (status !== 'disengaged' && status !== 'engaging' && status !== 'engaged')
    throw new ServiceUnavailable(`FIS gave a safety lever that is ${JSON.stringify(status)}`);
  return { status, reason: typeof reason === 'string' ? reason : '' };
};

type Answer = {
  readonly safetyLever?: { readonly state?: { readonly status?: unknown; readonly reason?: unknown } };
};

const stateIn = (answer: unknown): { readonly status?: unknown; readonly reason?: unknown } =>
  (answer as Answer | undefined)?.safetyLever?.state ?? {};
