import { timeOrderedIds } from '../../adapters/clock/time-ordered-ids.ts';
import { wallClock } from '../../adapters/clock/wall-clock.ts';
import type { Ports } from '../../core/ports.ts';
import { environment } from './environment.ts';

const { AWS_LAMBDA_FUNCTION_NAME = 'firedrill', AWS_LAMBDA_LOG_STREAM_NAME = '' } = environment;

/** What every function has: time, names, and the name under which it acts, which leads to its log. */
export const common: Pick<Ports, 'clock' | 'ids' | 'actor'> = {
  clock: wallClock,
  ids: timeOrderedIds(wallClock),
  actor: [AWS_LAMBDA_FUNCTION_NAME, AWS_LAMBDA_LOG_STREAM_NAME].filter(Boolean).join('/'),
};
