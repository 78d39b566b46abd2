import type { WorkloadReport } from './messages.ts';

/** The settings this process was started with. Also ties it to the keeper where the kernel cannot. */
export const startedWith = <Settings>(): Settings => {
  // The channel closes when the keeper dies, however it dies.
  process.once('disconnect', () => process.exit(0));
  return JSON.parse(process.argv[2] ?? '{}');
};

/** Tells the keeper; says nothing when it is gone. */
export const tellKeeper = (report: WorkloadReport): void => {
  if (process.connected) process.send?.(report, undefined, undefined, () => {});
};

/** Hears the keeper's orders. */
export const onOrder = <Order>(obey: (order: Order) => void): void => {
  process.on('message', obey);
};
