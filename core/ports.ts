import type { Chooser, Experiment, Fault, HttpProbe, MetricProbe } from './experiment.ts';
import type { GameDayResult, RunResult } from './result.ts';
import type {
  Conclusion,
  ExperimentRef,
  FaultRecord,
  GameDayRun,
  Image,
  PlannedFault,
  ResolvedTarget,
  RevertClass,
  Run,
  RunState,
  StoredExperiment,
} from './run.ts';

/** Documents, by name and content: a version never changes. */
export type Experiments = {
  put(document: Experiment): Promise<ExperimentRef>;
  get(ref: ExperimentRef): Promise<StoredExperiment | undefined>;
};

/** The part of a run that a caller may change. */
export type RunChange = Partial<
  Omit<
    Run,
    | 'runId'
    | 'experiment'
    | 'trigger'
    | 'seed'
    | 'approved'
    | 'replay'
    | 'gameDay'
    | 'barred'
    | 'onlyPlan'
    | 'createdAtMs'
    | 'attempts'
  >
>;

/** Where something is in a list by age. */
export type PlaceInTime = { readonly createdAtMs: number; readonly id: string };

/** What must still be true for a change to be made. */
export type RunCondition = {
  readonly states?: readonly RunState[];
  readonly epoch?: number;
  /** A field that has no value yet: the first to write it wins. */
  readonly missing?: 'undoneAtMs' | 'recovered';
};

/** Runs and their undo records. Every write is durable when it returns, and conditional. */
export type Runs = {
  /** False when a run of that id exists: one trigger, one run. */
  create(run: Run): Promise<boolean>;
  get(runId: string): Promise<Run | undefined>;
  /** The run after the change, or undefined when the condition no longer held. `undefined` values remove a field. */
  update(
    runId: string,
    condition: RunCondition,
    change: { [K in keyof RunChange]?: RunChange[K] | undefined },
  ): Promise<Run | undefined>;
  /** Notes since when an attempt to undo is under way; undefined when all it has sent was answered. Of a closed run nothing is noted. */
  attempt(runId: string, attemptId: string, sinceMs: number | undefined): Promise<void>;
  /** Every run not closed, oldest first. */
  open(): Promise<readonly Run[]>;
  /** Newest first; with a place, what is older than that. What was only to be planned is not among them. */
  list(limit: number, olderThan?: PlaceInTime): Promise<readonly Run[]>;
  /** Open runs to be told of an alarm, by one look-up. */
  watching(alarm: string): Promise<readonly Run[]>;
  watch(runId: string, alarms: readonly string[]): Promise<void>;
  unwatch(runId: string): Promise<void>;
  /** Overwrites only a record that is absent or still `armed`. False otherwise. */
  putFault(record: FaultRecord): Promise<boolean>;
  /** False when it comes too late for the record as it is (`isTooLate`); nothing is written then. */
  updateFault(
    runId: string,
    ordinal: number,
    change: Partial<
      Pick<
        FaultRecord,
        | 'state'
        | 'intendedAtMs'
        | 'resent'
        | 'goneEarly'
        | 'injectedAtMs'
        | 'proof'
        | 'undoneAtMs'
        | 'verifiedAtMs'
        | 'verifiedHow'
        | 'drift'
      >
    >,
  ): Promise<boolean>;
  /** By ordinal. */
  faults(runId: string): Promise<readonly FaultRecord[]>;
};

/** Game days: a document of their own beside the runs. */
export type GameDays = {
  create(gameDay: GameDayRun): Promise<boolean>;
  get(gameDayId: string): Promise<GameDayRun | undefined>;
  /** Read, change and write as one step. */
  update(gameDayId: string, change: (gameDay: GameDayRun) => GameDayRun): Promise<GameDayRun | undefined>;
  open(): Promise<readonly GameDayRun[]>;
  list(limit: number, olderThan?: PlaceInTime): Promise<readonly GameDayRun[]>;
};

/** What happened, in a word and with its facts. */
export type JournalEntry = {
  readonly kind: string;
  readonly atMs: number;
  readonly actor: string;
  readonly reason?: string;
  readonly data?: Readonly<Record<string, unknown>>;
};

/** An entry in its chain: `hash` covers the entry and the hash before it. */
export type JournalRecord = JournalEntry & {
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
};

/** How an entry is written. With `once` it is not when one of its kind is there already. */
export type AppendOptions = { readonly durable?: boolean; readonly once?: boolean };

/** The append-only, hash-chained record of a run. */
export type Journal = {
  /** Written when it returns; on disk whatever happens to the machine when `durable`. */
  append(runId: string, entry: JournalEntry, options?: AppendOptions): Promise<void>;
  read(runId: string): Promise<readonly JournalRecord[]>;
};

/** The exclusive right to hurt something. No lease expires by time. */
export type Leases = {
  /** All or none. Taking one's own again is no conflict. */
  acquire(
    holder: string,
    keys: readonly string[],
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly key: string; readonly heldBy: string }>;
  release(holder: string): Promise<void>;
  list(): Promise<readonly { readonly key: string; readonly holder: string }[]>;
};

/** A pulled kill switch. */
export type EngagedLever = {
  readonly scope: string;
  readonly by: string;
  readonly reason: string;
  readonly atMs: number;
};

/** The kill switch. `scope` is `global`, `service:<name>` or `experiment:<name>`. */
export type Levers = {
  engaged(scopes: readonly string[]): Promise<readonly EngagedLever[]>;
  engage(lever: EngagedLever): Promise<void>;
  release(scope: string): Promise<void>;
};

/** Change calendars, by name. Throws when one cannot be read: that is a reason not to start. */
export type Calendars = {
  /** Whether it is open from one moment up to another. */
  isOpen(name: string, fromMs: number, untilMs: number): Promise<boolean>;
};

/** Sources of open incidents, by name. Throws when one cannot be read: that is a reason not to start. */
export type Incidents = { hasOpen(name: string): Promise<boolean> };

/** What deploys, by name (`codepipeline:shop`). Throws when it cannot be read: that is a reason not to start. */
export type Deployments = {
  /** What it is doing, or undefined while it deploys nothing. */
  inProgress(name: string): Promise<string | undefined>;
};

/** That a person has taken something on. */
export type Acknowledgement = { readonly atMs: number; readonly by: string };

/** Where people are paged, by the name of the source. */
export type Acknowledgements = {
  /** The first acknowledgement of anything that was raised after that; undefined when nobody has. Throws when it cannot be read. */
  first(source: string, sinceMs: number): Promise<Acknowledgement | undefined>;
};

/** Public holidays of a country or region, as `2026-12-25`. */
export type Holidays = { on(region: string, localDate: string): string | undefined };

/** CloudWatch's alarm states. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** A change of an alarm's state. */
export type AlarmChange = { readonly atMs: number; readonly state: AlarmState; readonly reason: string };

/** An alarm as it stands. */
export type AlarmNow = AlarmChange & { readonly alarm: string };

/** A temporary alarm made from a metric probe, for the fast path. */
export type TemporaryAlarm = { readonly name: string; readonly runId: string; readonly probe: MetricProbe };

/** Alarms: their state, their history, and our own temporary ones. */
export type Alarms = {
  /** Throws `NotFound` when one does not exist: an unreadable alarm is no OK. */
  now(alarms: readonly string[]): Promise<readonly AlarmNow[]>;
  /** Oldest first, beginning with the state in force at `fromMs`. */
  history(alarm: string, fromMs: number): Promise<readonly AlarmChange[]>;
  putTemporary(alarm: TemporaryAlarm): Promise<void>;
  deleteTemporary(runId: string): Promise<void>;
  /** What is left of a run's temporary alarms. */
  temporary(runId: string): Promise<readonly string[]>;
};

/** Metrics: one reading per period that is complete, oldest first. */
export type Metrics = {
  read(
    probe: MetricProbe,
    fromMs: number,
    toMs: number,
  ): Promise<readonly { readonly atMs: number; readonly value: number | undefined }[]>;
};

/** One request as a user would make it. Never throws: no answer is an answer. */
export type HttpProbes = {
  ask(
    probe: HttpProbe,
  ): Promise<{ readonly status?: number; readonly latencyMs: number; readonly error?: string }>;
};

/** What a driver knows of an action before anything is resolved. */
export type ActionFacts = {
  readonly revertClass: RevertClass;
  readonly iamEnforced: 'yes' | 'partly' | 'no';
  /** `*`: of any type, where the far end takes no targets and a document names what is hit. */
  readonly resourceType: string;
  readonly undo: string;
  /** How the driver can be told which resources are meant; by ARN and by tags where this is missing. */
  readonly choosers?: readonly Chooser[];
  /** FIS itself chooses among what its target parameters say, when it starts: pods have no ARNs. */
  readonly chosenAtStart?: boolean;
};

/** What a look at the targets showed. `absent` is certain; `unknown` is not. */
export type Evidence = {
  readonly present: 'yes' | 'partly' | 'no' | 'unknown';
  readonly level: 1 | 2;
  readonly seen: string;
};

/** What came of an undo: it was accepted, there was nothing to undo, or somebody else had changed the target. */
export type UndoOutcome =
  | {
      readonly outcome: 'accepted' | 'nothing-to-undo';
      /** When and how the fault had ended before anybody asked, where the far end keeps a record of it. */
      readonly ended?: { readonly atMs: number; readonly how: string };
    }
  | { readonly outcome: 'drifted'; readonly seen: string };

/** What an independent read showed. */
export type Verification =
  | { readonly restored: true; readonly seen: string }
  | { readonly restored: false; readonly drifted: boolean; readonly gone?: boolean; readonly seen: string };

/** Something of a run that is still there. */
export type Residue = { readonly what: string; readonly where: string };

/** Makes one family of faults. Each call is bounded in time and safe to repeat. */
export type FaultDriver = {
  readonly name: string;
  /** How long an inject whose answer was lost may still take effect. */
  readonly lateEffectMs: number;
  /** Why it does not make an action that could be one of its own; undefined for any other. */
  refuses?(action: string): string | undefined;
  /** The parameters matter where one action is many: an SSM document undoes itself or does not. */
  facts(action: string, parameters?: Readonly<Record<string, string>>): ActionFacts | undefined;
  /** Every candidate, before the selection; an order that does not depend on chance. */
  resolve(fault: Fault): Promise<readonly ResolvedTarget[]>;
  /** Before-images as they are, and what the fault will make of them. */
  snapshot(fault: PlannedFault): Promise<{
    readonly before: Readonly<Record<string, Image>>;
    readonly after: Readonly<Record<string, Image>>;
  }>;
  /** Idempotent by the record's token. Throws `InjectionRefused` only when it is certain that nothing happened. */
  inject(record: FaultRecord): Promise<void>;
  evidence(record: FaultRecord): Promise<Evidence>;
  /** Whatever of this run arrives from now on is refused at the far end, where the far end can. */
  fence(runId: string): Promise<void>;
  /** Writes only over the after-image. */
  undo(record: FaultRecord): Promise<UndoOutcome>;
  /** A read that does not trust the driver's own books. Irreversible faults: whether the expected recovered state is there. */
  verify(record: FaultRecord): Promise<Verification>;
  residue(runId: string): Promise<readonly Residue[]>;
};

/** What the faults of one run take of a far end that makes only so many at once. */
export type Demand = {
  /** Which far end, in which account and Region. */
  readonly pool: string;
  readonly needed: number;
  /** How many places there are that nobody but Firedrill has taken. */
  readonly free: number;
};

/** The limits of far ends. */
export type Places = {
  /** Every limit that these faults exceed, whoever else is there. */
  exceeded(faults: readonly PlannedFault[]): Promise<readonly string[]>;
  /** What they take while they last. */
  demands(faults: readonly PlannedFault[]): Promise<readonly Demand[]>;
};

/** What the dead man needs to undo a run with nothing else at hand. */
export type DeadManInput = { readonly runId: string; readonly faults: readonly FaultRecord[] };

/** The switch that fires when the orchestrator falls silent, in another failure domain. */
export type DeadMan = {
  /** Creates it or moves its first firing to `fireAtMs`; it repeats until it is disarmed. */
  arm(input: DeadManInput, fireAtMs: number): Promise<void>;
  /** Moves the first firing; false when there is none. */
  postpone(runId: string, fireAtMs: number): Promise<boolean>;
  disarm(runId: string): Promise<void>;
};

/** Step Functions' own words. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** Executions of the state machines, and the answers to their task tokens. */
export type Executions = {
  /** Idempotent by name. */
  start(
    machine: 'experiment' | 'gameday',
    name: string,
    input: Readonly<Record<string, string>>,
  ): Promise<void>;
  /** Undefined when there is no such execution. */
  status(name: string): Promise<ExecutionStatus | undefined>;
  /** A token that is gone counts as answered. */
  succeed(token: string, output: Readonly<Record<string, unknown>>): Promise<void>;
  fail(token: string, error: string, cause: string): Promise<void>;
};

/** Starts what watches a run's HTTP probes; starting it again is harmless. */
export type Watchers = { start(runId: string): Promise<void> };

/** What people are told. */
export type Notice = {
  readonly about: string;
  readonly kind: 'started' | 'concluded' | 'failed' | 'needs-human';
  readonly text: string;
  readonly conclusion?: Conclusion;
  /** A page that repeats one of a few minutes ago: a way that people would turn off for that may leave it out. */
  readonly again?: boolean;
};

/** Tells people. Its failure holds nothing back. */
export type Notices = { tell(notice: Notice): Promise<void> };

/** Keeps results for people and machines; gives where. */
export type Reports = { save(id: string, result: RunResult | GameDayResult): Promise<string> };

/** Time. `sleep` and `at` follow the same clock as `now`. */
export type Clock = {
  now(): number;
  /** Runs something at a time; the answer cancels it. */
  at(atMs: number, run: () => void): () => void;
  sleep(ms: number): Promise<void>;
};

/** Identifiers that sort by time. */
export type Ids = { runId(): string; gameDayId(): string; attemptId(): string };

/** Everything the domain needs of the outside. */
export type Ports = {
  readonly experiments: Experiments;
  readonly runs: Runs;
  readonly gameDays: GameDays;
  readonly journal: Journal;
  readonly leases: Leases;
  readonly levers: Levers;
  readonly calendars: Calendars;
  readonly incidents: Incidents;
  readonly deployments: Deployments;
  readonly acknowledgements: Acknowledgements;
  /** Loaded by the first window that names a region: its data are large. */
  readonly holidays: () => Promise<Holidays>;
  readonly alarms: Alarms;
  readonly metrics: Metrics;
  readonly http: HttpProbes;
  readonly faults: readonly FaultDriver[];
  readonly places: Places;
  readonly deadMan: DeadMan;
  readonly executions: Executions;
  readonly watchers: Watchers;
  readonly notices: Notices;
  readonly reports: Reports;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The name under which this process acts in the journal. */
  readonly actor: string;
};
