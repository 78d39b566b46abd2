import type { Schedule } from '../schedule.ts';

/** How a Task of the state machine can fail without its function having a say. */
export const taskErrors = [
  'States.Timeout',
  'States.HeartbeatTimeout',
  'States.TaskFailed',
  'Lambda.Unknown',
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'States.DataLimitExceeded',
  'States.Runtime',
] as const;

/** The error that a Task's visit ends with, and whether its function has run by then. */
export const taskError = (
  { disturbances }: Schedule,
  at: string,
): { readonly failure: Error; readonly isAfter: boolean } | undefined => {
  const what = disturbances.find((one) => one.at === at)?.what;
  if (what === undefined) return undefined;
  const [name = '', when] = what.split('/');
  return { failure: Object.assign(new Error('so the service says'), { name }), isAfter: when === 'after' };
};
