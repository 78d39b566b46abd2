/** An experiment as a person wrote it, checked and with every default filled in. Times are milliseconds. */
export type Experiment = {
  readonly kind: 'Experiment';
  readonly name: string;
  readonly title: string;
  readonly owner: string;
  readonly purpose: string;
  readonly steadyState: SteadyState;
  readonly faults: readonly Fault[];
  readonly recovery: { readonly withinMs: number };
  readonly limits: Limits;
  readonly guards: Guards;
  /** What else must happen while a fault is there: it tests monitoring and people. */
  readonly expect?: readonly Expectation[];
  readonly approval: Approval;
  readonly schedule?: Schedule;
  /** Deployments after whose success it runs, as in `codepipeline:shop`. */
  readonly after?: readonly string[];
  readonly notify: readonly Notify[];
  readonly maintenance?: Maintenance;
  readonly lint?: readonly LintException[];
};

/** A finding of the linter that the author knows of, and why it is fine here. */
export type LintException = {
  readonly rule: string;
  /** The JSON pointer it holds for, with everything below; everywhere where it is missing. */
  readonly at?: string;
  readonly reason: string;
};

/** What healthy means: every probe within its bounds for `holdForMs` without a break. */
export type SteadyState = {
  readonly holdForMs: number;
  readonly probes: readonly Probe[];
};

/** One measurable part of a steady state. */
export type Probe = AlarmProbe | MetricProbe | HttpProbe;

/** What a reading that did not come means. `zero` and `ignore` are the author's word; silence is a breach. */
export type MissingData = 'breach' | 'zero' | 'ignore';

/** A breach of the probe is `breaches` bad readings among the last `of`. */
export type Tolerance = { readonly breaches: number; readonly of: number };

/** Inclusive; at least one side is given. */
export type Bounds = { readonly min?: number; readonly max?: number };

/** A CloudWatch alarm that must be OK. */
export type AlarmProbe = {
  readonly type: 'alarm';
  readonly name: string;
  readonly alarm: string;
};

/** A number computed by CloudWatch, one reading per period. */
export type MetricProbe = {
  readonly type: 'metric';
  readonly name: string;
  readonly expression: string;
  readonly metrics: Readonly<Record<string, MetricQuery>>;
  readonly periodMs: number;
  /** How long after its period a reading may still be on its way, where the author knows; else the source's usual. */
  readonly delayMs?: number;
  readonly bounds: Bounds;
  readonly missingData: MissingData;
  readonly tolerance: Tolerance;
};

/** One metric, named as CloudWatch names it. */
export type MetricQuery = {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: string;
};

/** A request a user could make, once every `everyMs`. */
export type HttpProbe = {
  readonly type: 'http';
  readonly name: string;
  readonly url: string;
  readonly method: 'GET' | 'HEAD';
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly expect: { readonly status: readonly number[]; readonly maxLatencyMs?: number };
  readonly missingData: MissingData;
  readonly tolerance: Tolerance;
};

/** One thing to break. */
export type Fault = {
  readonly name: string;
  /** An AWS FIS action id (`aws:ec2:stop-instances`) or one of our own drivers (`lambda/concurrency`). */
  readonly action: string;
  readonly targets: Targets;
  readonly parameters: Readonly<Record<string, string>>;
  readonly startAfterMs: number;
  /** How long it is meant to last, from the action's own duration parameter; 0 where it happens and is over. */
  readonly durationMs: number;
};

/** The ways to say which resources are meant: exactly one is given. */
export type Chooser = 'arns' | 'tags' | 'autoScalingGroup' | 'stack' | 'parameters';

/** Which resources, and how many of them. */
export type Targets = {
  readonly resourceType: string;
  readonly arns?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  /** The instances of this Auto Scaling group. */
  readonly autoScalingGroup?: string;
  /** The resources of the type that belong to this CloudFormation stack. */
  readonly stack?: string;
  /** FIS's own target parameters (`clusterIdentifier`, `namespace`): alone, or beside `tags`. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly filters: readonly { readonly path: string; readonly values: readonly string[] }[];
  readonly select: Selection;
};

/** FIS's own selection modes; PERCENT rounds down, as FIS does. */
export type Selection =
  | { readonly mode: 'ALL' }
  | { readonly mode: 'COUNT'; readonly count: number }
  | { readonly mode: 'PERCENT'; readonly percent: number };

/** What nobody may exceed, whatever the faults say. */
export type Limits = {
  readonly maxDurationMs: number;
  readonly maxTargets: number;
  readonly maxPercent: number;
  /** A target without this tag is never touched. */
  readonly consentTag: { readonly key: string; readonly value: string };
};

/** Reasons not to start. */
export type Guards = {
  readonly window?: Window;
  readonly calendars: readonly string[];
  readonly incidents: readonly string[];
  readonly quietAlarms: readonly string[];
  readonly errorBudget?: readonly ErrorBudget[];
  /** `codepipeline:<pipeline>` and `cloudformation:<stack>`: none of them may be deploying. */
  readonly deployments?: readonly string[];
  /** The same version of the experiment is not run again so soon after it was proven. */
  readonly freshness?: { readonly notWithinMs: number };
};

/** How much of an error budget must be left: the last reading of the expression, computed over so long. */
export type ErrorBudget = Pick<MetricProbe, 'name' | 'expression' | 'metrics' | 'periodMs' | 'delayMs'> & {
  readonly atLeast: number;
  readonly overMs: number;
};

/** Something that must happen within a time, counted from the first fault; else the hypothesis has failed. */
export type Expectation = AlarmExpectation | AcknowledgementExpectation;

/** A CloudWatch alarm that must go off. */
export type AlarmExpectation = { readonly alarm: string; readonly withinMs: number };

/** Where the people are paged who must acknowledge it: a source that the deployment configures. */
export type AcknowledgementExpectation = { readonly acknowledged: string; readonly withinMs: number };

/** When a run may be under way, in the zone's own wall clock. */
export type Window = {
  readonly zone: string;
  readonly days: readonly Weekday[];
  /** Minutes after local midnight. */
  readonly fromMinute: number;
  /** Minutes after local midnight, exclusive; 1440 is the end of the day. */
  readonly toMinute: number;
  /** A country or region whose public holidays are closed (`DE-BY`), as date-holidays names them. */
  readonly holidays?: string;
  readonly closedDates: readonly string[];
};

/** ISO weekday names, short. */
export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

/** Whether a person must agree to the plan, and for how long their answer is waited for. */
export type Approval = { readonly required: boolean; readonly timeoutMs: number };

/** EventBridge Scheduler's own expressions. */
export type Schedule = {
  readonly expression: string;
  readonly zone: string;
  readonly flexibleWindowMs?: number;
  /** From when on it falls due; a rate counts from here. */
  readonly startMs?: number;
  /** After this it does not fall due any more. */
  readonly endMs?: number;
};

/** Whom to tell. */
export type Notify = {
  readonly channel: string;
  readonly on: readonly NotifyOn[];
};

/** What is known to make noise while the experiment runs. */
export type Maintenance = {
  /** Alarms whose actions are muted meanwhile; they go on judging. None of those that guard the run. */
  readonly mute: readonly string[];
};

/** What is worth telling. */
export type NotifyOn = 'started' | 'concluded' | 'failed' | 'needs-human';

/** Ordered experiments with gates between them. */
export type GameDay = {
  readonly kind: 'GameDay';
  readonly name: string;
  readonly title: string;
  readonly owner: string;
  readonly purpose: string;
  readonly steps: readonly GameDayStep[];
  readonly schedule?: Schedule;
  readonly after?: readonly string[];
  readonly notify: readonly Notify[];
};

/** One experiment of a game day, and what must be true to go on after it. */
export type GameDayStep = {
  /** A file, relative to the game day's own. */
  readonly experiment: string;
  /** `held` goes on only when the hypothesis held; `any` goes on after any verdict that is restored. */
  readonly continueOn: 'held' | 'any';
  /** What its author expects; a game day whose steps all come out as expected exits 0. */
  readonly expect?: 'held' | 'failed' | 'untested';
  /** Pause before the next step. */
  readonly waitMs: number;
  /** A person says go before this step. */
  readonly human: boolean;
};
