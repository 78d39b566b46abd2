import type { Integrations } from '../notices/integrations.ts';
import type { ResolvedTarget } from '../run.ts';

/** What is known beyond the document. Every part may be missing: then the rules that need it say less. */
export type LintContext = {
  /** Where the experiment would run. */
  readonly region?: string;
  /** By what the document calls them, a name or an ARN. */
  readonly alarms?: ReadonlyMap<string, AlarmDefinition>;
  /** By the fault's name. */
  readonly fleets?: ReadonlyMap<string, Fleet>;
  /** The faults that no driver there makes, by name. */
  readonly unmade?: ReadonlySet<string>;
  readonly own?: OwnResources;
  /** Whom the deployment can tell, by name. */
  readonly integrations?: Integrations['integrations'];
  /** Whether the deployment has FIS write a log. */
  readonly fisLogs?: boolean;
};

/** What an alarm watches. */
export type AlarmDefinition = {
  /** Empty where it cannot be said: a composite alarm, a query. */
  readonly metrics: readonly WatchedMetric[];
  readonly treatMissingData: 'missing' | 'notBreaching' | 'breaching' | 'ignore';
  /** How long a breach takes to show at least. */
  readonly detectionMs: number;
};

/** A metric by CloudWatch's own names. */
export type WatchedMetric = {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

/** What a fault has to choose from. */
export type Fleet = {
  /** Missing where FIS itself chooses when it starts: pods. */
  readonly size?: number;
  /** Those of them that were looked at: all candidates, or only the chosen; of pods, their cluster. */
  readonly seen: readonly ResolvedTarget[];
};

/** What Firedrill itself needs to stop and to undo. */
export type OwnResources = {
  /** Its own resources, and what they depend on: a NAT gateway, an endpoint, a subnet. */
  readonly arns: readonly string[];
};
