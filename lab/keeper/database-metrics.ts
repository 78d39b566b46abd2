import type { MetricStore } from '../cloudwatch/metric-store.ts';
import type { MultiAzInstance } from '../database/multi-az.ts';
import type { LabClock } from '../lab-clock.ts';
import { feedDatabase } from './metrics-feed.ts';

const EVERY_MS = 10_000;
const FLOOR_REAL_MS = 500;

/** Asks the database now and then how it is. While it does not answer, the metrics have a gap, as on AWS. */
export const watchDatabase = (clock: LabClock, store: MetricStore, { cluster }: MultiAzInstance): void => {
  const look = async () => {
    if (cluster.primary() === undefined) return;
    feedDatabase(store, clock.now(), await cluster.statistics());
  };
  setInterval(() => void look().catch(() => {}), Math.max(clock.real(EVERY_MS), FLOOR_REAL_MS));
};
