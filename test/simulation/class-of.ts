import type { Disturbance } from './schedule.ts';

/** The class of a fault: the name under which it is counted. */
export const classOf = ({ at, what }: Disturbance): string =>
  at.startsWith('task:') ? (what.split('/')[0] ?? what) : what;
