// How long RDS takes. Lab time. The workshop's event log (re:Invent 2021, Testing for Resiliency of EC2, RDS and S3):
// failover started 19:53:37, DB instance restarted 19:53:45, failover completed 19:54:21.

/** The times of a DB instance; all of them from the start of what is going on. */
export type RdsTimes = {
  readonly restartedAfterMs: number;
  /** When the endpoint's name leads to the new primary. */
  readonly endpointSwitchedAfterMs: number;
  readonly completedAfterMs: number;
  /** How long a primary may be unreachable before RDS fails over by itself. */
  readonly unreachableAfterMs: number;
  /** How often RDS looks whether a lost standby can be made again. */
  readonly recheckEveryMs: number;
};

/**
 * The workshop's failover. Where it says nothing: clients of a published measurement came back 32.6 s after the start
 * of a failover, so the endpoint switches at 30 s; the last two are the lab's own, AWS publishes neither.
 */
export const RDS_TIMES: RdsTimes = {
  restartedAfterMs: 8_000,
  endpointSwitchedAfterMs: 30_000,
  completedAfterMs: 44_000,
  unreachableAfterMs: 15_000,
  recheckEveryMs: 5_000,
};
