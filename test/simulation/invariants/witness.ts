import type { Clock } from '../../../core/ports.ts';
import type { Fleet } from '../far-end/fleet.ts';
import type { Scenario } from '../scenarios.ts';
import type { Peek } from '../stores.ts';
import type { Weather } from '../weather.ts';

/** What whoever checks a simulation can see: the truth, and what is stored. */
export type Witness = {
  readonly clock: Pick<Clock, 'now'>;
  readonly fleet: Fleet;
  readonly peek: Peek;
  readonly deadMan: { firesAtMs(runId: string): number | undefined };
  readonly leases: { held(): ReadonlyMap<string, string> };
  readonly weather: Weather;
  readonly scenario: Scenario;
  readonly runId: string;
  readonly startedAtMs: number;
  /** How many things have happened. */
  steps(): number;
  told(text: () => string): void;
  /** When a person was paged last. */
  pagedAtMs(): number | undefined;
};
