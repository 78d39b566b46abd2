import type { Experiment, GameDay, Selection } from './experiment.ts';

/** Where a run is on its way. Once `reverting` has begun it never goes back to anything before it. */
export type RunState =
  | 'planned'
  | 'awaiting-approval'
  | 'committed'
  | 'checking'
  | 'armed'
  | 'injecting'
  | 'observing'
  | 'reverting'
  | 'verifying'
  | 'recovering'
  | 'closed';

/** The states in which a fault may still be started. */
export const beforeRevert = [
  'planned',
  'awaiting-approval',
  'committed',
  'checking',
  'armed',
  'injecting',
  'observing',
] as const satisfies readonly RunState[];

/** Every state of an open run. */
export const notClosed = [
  ...beforeRevert,
  'reverting',
  'verifying',
  'recovering',
] as const satisfies readonly RunState[];

/** A name and a content hash: the document as it was when the run began. */
export type ExperimentRef = { readonly name: string; readonly version: string };

/** Who started a run, and through what. */
export type Trigger = {
  readonly kind: 'cli' | 'gameday' | 'schedule' | 'deployment' | 'api' | 'slack';
  readonly actor: string;
};

/** A reason to stop. The first one wins. */
export type Signal = {
  readonly kind:
    | 'probe'
    | 'alarm'
    | 'person'
    | 'lever'
    | 'guard'
    | 'deadline'
    | 'silent'
    | 'died'
    | 'target'
    | 'error';
  readonly atMs: number;
  readonly actor: string;
  readonly reason: string;
  readonly probe?: string;
  /** When the reading that decided it was there: a hang counts at its timeout. */
  readonly readingAtMs?: number;
};

/** The task token of the one state that waits, if one does. */
export type Waiting = {
  readonly state: 'approval' | 'steady' | 'observe' | 'recovery';
  readonly token: string;
};

/** A person's answer to a plan; it holds for that plan's hash and until it expires. */
export type ApprovalRecord = {
  readonly answer: 'approved' | 'denied';
  readonly by: string;
  readonly atMs: number;
  readonly planHash: string;
  readonly expiresAtMs: number;
};

/** A run that is to be repeated on the same targets. */
export type Replay = {
  readonly runId: string;
  /** ARNs by the fault's name. */
  readonly victims: Readonly<Record<string, readonly string[]>>;
};

/** One execution of an experiment. */
export type Run = {
  readonly runId: string;
  readonly experiment: ExperimentRef;
  readonly trigger: Trigger;
  /** Decides which of the candidates are chosen: the same seed and the same fleet give the same targets. */
  readonly seed: string;
  /** The plan that was looked at before; another one is refused. */
  readonly approved?: Plan;
  readonly replay?: Replay;
  readonly gameDay?: { readonly gameDayId: string; readonly step: number; readonly token: string };
  /** Why it is not to run, known before it began: somebody has skipped it. */
  readonly barred?: Refusal;
  /** It ends with its plan: nothing of it is ever injected. */
  readonly onlyPlan?: true;
  readonly state: RunState;
  /** Raised when reverting begins: an inject that read an older epoch is refused. */
  readonly epoch: number;
  readonly createdAtMs: number;
  readonly plan?: Plan;
  readonly approval?: ApprovalRecord;
  /** Since when it has been waiting for a place at a far end. */
  readonly queuedAtMs?: number;
  readonly waiting?: Waiting;
  readonly signal?: Signal;
  /** Why it was refused before anything was touched. */
  readonly refusal?: Refusal;
  /** Of a run that is only planned: why it would be refused, if it would be. */
  readonly objections?: readonly Refusal[];
  /** No fault outlives it. Set when the dead man is armed. */
  readonly deadlineMs?: number;
  readonly steadyFromMs?: number;
  /** From when `startAfter` is counted. */
  readonly faultsFromMs?: number;
  /** When the first fault was sent. */
  readonly injectedAtMs?: number;
  readonly revertingAtMs?: number;
  /** Since when somebody has been undoing, by attempt; one that was never heard of again stays. */
  readonly attempts?: Readonly<Record<string, number>>;
  /** The first time every undo had been accepted. */
  readonly undoneAtMs?: number;
  /** When every reversible fault had been seen to be back, and nothing of the run was left behind. */
  readonly verifiedAtMs?: number;
  readonly recoveringAtMs?: number;
  readonly recovered?: Recovery;
  /** When a person was paged last who was not paged just before. */
  readonly pagedAtMs?: number;
  /** Who looks after it since when: paging is over, putting back is not. */
  readonly acknowledged?: { readonly by: string; readonly atMs: number };
  readonly conclusion?: Conclusion;
};

/** When the steady state came back, or that it did not within the limit. */
export type Recovery =
  | { readonly inTime: true; readonly steadyFromMs: number; readonly lastBack?: string }
  | { readonly inTime: false; readonly reason: string };

/** A reason not to start, by the guard that gave it. */
export type Refusal = { readonly guard: string; readonly reason: string };

/** One real resource that will be hit. */
export type ResolvedTarget = {
  readonly arn: string;
  readonly label: string;
  readonly zone?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What contains it (group, subnet, cluster): a lease on it covers these too. */
  readonly containers: readonly string[];
};

/** How a fault ends: whether there is anything to undo at all. */
export type RevertClass = 'irreversible' | 'self-reverting' | 'if-asked' | 'by-document' | 'ours';

/** What FIS chooses when it starts; the targets of such a fault are what contains it, a cluster. */
export type ChosenAtStart = {
  readonly parameters: Readonly<Record<string, string>>;
  readonly select: Selection;
};

/** One fault of a plan, with the resources it would hit. */
export type PlannedFault = {
  readonly name: string;
  readonly action: string;
  readonly driver: string;
  readonly revertClass: RevertClass;
  readonly targets: readonly ResolvedTarget[];
  /** How many resources there were to choose from. */
  readonly fleet: number;
  readonly atStart?: ChosenAtStart;
  readonly parameters: Readonly<Record<string, string>>;
  readonly startAfterMs: number;
  readonly durationMs: number;
  /** What will be done to remove it, in words. */
  readonly undo: string;
  /** Whether IAM alone would refuse a target without consent. */
  readonly iamEnforced: 'yes' | 'partly' | 'no';
};

/** A resolved run before it starts. The hash covers everything a person approves. */
export type Plan = {
  readonly experiment: ExperimentRef;
  readonly seed: string;
  readonly faults: readonly PlannedFault[];
  /** From the first fault to the planned end of the last. */
  readonly observeMs: number;
  readonly hash: string;
};

/** What a target is like, as plain data; two images are equal when their JSON is. */
export type Image = Readonly<Record<string, string | number | boolean | null>>;

/** The undo record of one fault on one run: durable before the effect. */
export type FaultRecord = {
  readonly runId: string;
  readonly ordinal: number;
  readonly name: string;
  readonly action: string;
  readonly driver: string;
  readonly revertClass: RevertClass;
  readonly targets: readonly ResolvedTarget[];
  readonly atStart?: ChosenAtStart;
  readonly parameters: Readonly<Record<string, string>>;
  readonly startAfterMs: number;
  readonly durationMs: number;
  /** By target ARN. */
  readonly before: Readonly<Record<string, Image>>;
  readonly after: Readonly<Record<string, Image>>;
  readonly deadlineMs: number;
  /** Derived from run and fault, so that a repeat is the same fault. */
  readonly token: string;
  readonly state: FaultState;
  readonly intendedAtMs?: number;
  /** Sent more than once, by calls that may have overlapped. */
  readonly resent?: boolean;
  /** When the effect was accepted; missing while the answer is not known. */
  readonly injectedAtMs?: number;
  readonly proof?: { readonly atMs: number; readonly level: 1 | 2; readonly seen: string };
  readonly undoneAtMs?: number;
  /** What its undo found when the fault had ended before its time. */
  readonly goneEarly?: string;
  readonly verifiedAtMs?: number;
  readonly verifiedHow?: string;
  readonly drift?: string;
};

/**
 * `armed`: nothing sent yet. `intended`: an effect may be under way. `refused`: the effect was refused for certain.
 * `undone`: the undo was accepted. `verified`: seen to be back. `drifted`: somebody else changed the target.
 */
export type FaultState = 'armed' | 'intended' | 'injected' | 'refused' | 'undone' | 'verified' | 'drifted';

// What was on its way takes nothing back that has happened since. A state that a newer version wrote is none of these,
// so such a fault is undone and verified like any other.
const tooLateFor: Readonly<Record<string, readonly string[]>> = {
  armed: ['intended', 'injected', 'refused', 'undone', 'drifted', 'verified'],
  intended: ['injected', 'refused', 'undone', 'drifted', 'verified'],
  injected: ['refused', 'undone', 'drifted', 'verified'],
  refused: ['injected', 'undone', 'drifted', 'verified'],
  undone: ['armed', 'refused', 'verified'],
  drifted: ['armed', 'refused', 'verified'],
  verified: ['armed', 'refused'],
};

/**
 * Whether a change comes too late for the record as it is: every store asks before it writes. Only one call finds a fault
 * armed; any other sends it again, and then no refusal is certain any more.
 */
export const isTooLate = (
  now: Pick<FaultRecord, 'state' | 'resent'>,
  { state, resent = false }: Partial<Pick<FaultRecord, 'state' | 'resent'>>,
): boolean => {
  if (state === undefined) return false;
  if (state === 'intended' && now.state === 'intended') return !resent;
  if (state === 'refused' && now.resent) return true;
  return tooLateFor[state]?.includes(now.state) ?? false;
};

/** What a probe said. `value` is missing where there was no answer; `ok` is the judgement of its bounds. */
export type Reading = {
  readonly probe: string;
  readonly atMs: number;
  readonly ok: boolean;
  readonly value?: number;
  readonly detail: string;
};

/** The answer about the hypothesis. */
export type HypothesisVerdict = 'held' | 'failed' | 'untested';

/** The answer about the system: two separate things, never mixed. */
export type RestorationVerdict = 'restored' | 'unverified' | 'nothing-injected';

/** What came of a run, each answer with its reasons. */
export type Conclusion = {
  readonly hypothesis: HypothesisVerdict;
  readonly restoration: RestorationVerdict;
  readonly reasons: readonly string[];
  readonly measures: Measures;
  /** In the order of the document; missing where it expects nothing or no fault was sent. */
  readonly expectations?: readonly ExpectationOutcome[];
  readonly exitCode: number;
};

/** What came of one expectation. `unknown` is neither: it could not be read, or had no time to happen. */
export type ExpectationOutcome = {
  readonly kind: 'alarm' | 'acknowledged';
  /** The alarm, or where people are paged. */
  readonly name: string;
  readonly withinMs: number;
  readonly outcome: 'met' | 'missed' | 'unknown';
  /** From the first fault, also when that was too late. */
  readonly tookMs?: number;
  /** Who acknowledged. */
  readonly by?: string;
  readonly reason: string;
};

/** What was measured; a figure that could not be measured is missing, never zero. */
export type Measures = {
  /** From the accepted injection to the reading that decided. */
  readonly detectionMs?: number;
  /** From the deciding reading to the first undo accepted. */
  readonly stopMs?: number;
  /** From the accepted undo (irreversible: the injection) to the first reading of an unbroken hold. */
  readonly recoveryMs?: number;
  /** The probe that was the last to be steady again. */
  readonly lastBack?: string;
  /** From the first to the last bad reading. */
  readonly outageMs?: number;
  readonly firstBadAtMs?: number;
  readonly lastBadAtMs?: number;
  readonly firstSeenBy?: string;
};

/** One step of a game day that has been started, and what came of it. */
export type StepRecord = {
  readonly step: number;
  readonly runId: string;
  /** The task token that the run's conclusion answers; gone when it has. */
  readonly token?: string;
  readonly conclusion?: Conclusion;
};

/** One execution of a game day. */
export type GameDayRun = {
  readonly gameDayId: string;
  readonly document: GameDay;
  /** By step. */
  readonly experiments: readonly ExperimentRef[];
  readonly trigger: Trigger;
  readonly state: 'running' | 'closed';
  readonly createdAtMs: number;
  readonly steps: readonly StepRecord[];
  /** The pause before a step, and when it is over. */
  readonly pause?: { readonly step: number; readonly untilMs: number };
  /** Only in game days of 0.1.0: the last step whose pause was handed out. */
  readonly pausedBefore?: number;
  /** The last step whose gate a person has opened. */
  readonly openedBefore: number;
  readonly waiting?: { readonly step: number; readonly token: string };
  readonly stop?: { readonly by: string; readonly atMs: number; readonly reason: string };
  readonly conclusion?: GameDayConclusion;
};

/** The gravest of its runs, and whether each came out as its author expected. */
export type GameDayConclusion = {
  readonly exitCode: number;
  readonly asExpected: boolean;
  readonly steps: readonly (StepRecord & {
    readonly title: string;
    readonly expected?: HypothesisVerdict;
    readonly skipped?: string;
  })[];
};

/** A document in the store, as parsed. */
export type StoredExperiment = ExperimentRef & { readonly document: Experiment };
