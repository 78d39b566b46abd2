import * as z from 'zod';

const name = () => z.string().describe("A fault's name in its document.");
const ms = (description: string) => z.number().describe(`${description}, in milliseconds since 1970.`);
const labels = () => z.array(z.string());

/** What every event says: who did it, and why if there is anything to say. */
const said = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ actor: z.string().describe('Who or what did it.'), reason: z.string().optional(), ...shape });

const nothingMore = () => said({});
const aboutFault = () => said({ fault: name() });
const takenBack = () =>
  said({ fault: name(), revertClass: z.string().describe('How faults of its kind end.') });
const sent = () => said({ fault: name(), action: z.string(), targets: labels() });
const atStep = () => said({ step: z.int().describe('Counts from 0.') });
const answered = () => said({ planHash: z.string() });

const trigger = () => z.object({ kind: z.string(), actor: z.string() });
const outcome = () =>
  z.object({
    kind: z.enum(['alarm', 'acknowledged']),
    name: z.string().describe('The alarm, or where people are paged.'),
    withinMs: z.number(),
    outcome: z.enum(['met', 'missed', 'unknown']),
    tookMs: z.number().describe('From the first fault.').optional(),
    by: z.string().describe('Who acknowledged.').optional(),
    reason: z.string(),
  });
const verdict = () => ({
  hypothesis: z.enum(['held', 'failed', 'untested']),
  restoration: z.enum(['restored', 'unverified', 'nothing-injected']),
  reasons: z.array(z.string()),
  measures: z.record(z.string(), z.union([z.number(), z.string()])).describe('Times are milliseconds.'),
  expectations: z.array(outcome()).optional(),
  exitCode: z.int(),
});
const step = () =>
  z.object({
    step: z.int(),
    runId: z.string(),
    title: z.string(),
    expected: z.string().optional(),
    skipped: z.string().optional(),
    conclusion: z.object(verdict()).optional(),
  });
const plannedFault = () =>
  z.object({ name: name(), action: z.string(), targets: labels(), fleet: z.int(), undo: z.string() });

/**
 * What each event carries, by its type. A member may be added; none changes its meaning without a new version. Each is made
 * when it is asked for: whoever tells of one event, and must be quick, should not wait for the others.
 */
export const eventData = {
  ExperimentRunStarted: () => said({ experiment: z.string(), version: z.string(), trigger: trigger() }),
  RunPlanned: () => said({ hash: z.string(), observeMs: z.number(), faults: z.array(plannedFault()) }),
  RunRefused: () => said({ guard: z.string() }),
  ApprovalRequested: () => said({ hash: z.string().optional() }),
  PlanApproved: answered,
  PlanDenied: answered,
  RunQueued: nothingMore,
  RunCommitted: () => said({ hash: z.string() }),
  SteadyStateCheckStarted: () => said({ holdForMs: z.number(), probes: labels() }),
  DeadManArmed: () => said({ fireAtMs: ms('When it fires first'), deadlineMs: ms('No fault outlives this') }),
  FaultIntended: sent,
  FaultInjected: sent,
  FaultRefused: aboutFault,
  FaultProven: () =>
    said({ fault: name(), level: z.int().min(1).max(2).describe('1: FIS says so; 2: it was seen.') }),
  RunStopped: () =>
    said({
      kind: z.string().describe('What kind of signal it was.'),
      probe: z.string().optional(),
      readingAtMs: ms('When the reading that decided was there').optional(),
    }),
  RevertStarted: nothingMore,
  FaultUndone: takenBack,
  FaultFoundGone: takenBack,
  FaultDrifted: takenBack,
  UndoFailed: aboutFault,
  FaultVerified: takenBack,
  RestorationVerified: () => said({ faults: labels() }),
  RecoveryAwaited: nothingMore,
  SteadyStateRecovered: () => said({ steadyFromMs: ms('Since when'), lastBack: z.string().optional() }),
  RecoveryMissed: nothingMore,
  RecoveryUnconfirmed: nothingMore,
  ExpectationsJudged: () => said({ outcomes: z.array(outcome()) }),
  RunTakenOver: nothingMore,
  RunConcluded: () => said(verdict()),
  RunLost: () => said(verdict()),
  NeedsHuman: nothingMore,
  PageAcknowledged: nothingMore,
  NoticeGiven: () => said({ kind: z.enum(['started', 'concluded', 'failed']) }),
  GameDayStarted: () => said({ name: z.string(), trigger: trigger() }),
  GameDayStepStarted: () =>
    said({
      step: z.int(),
      runId: z.string(),
      experiment: z.string(),
      title: z.string().optional(),
    }),
  GateReached: atStep,
  GateOpened: atStep,
  GameDayStopped: nothingMore,
  GameDayConcluded: () => said({ exitCode: z.int(), asExpected: z.boolean(), steps: z.array(step()) }),
} as const;

/** What has happened: the `detail-type` of an event. */
export type EventType = keyof typeof eventData;

/** Every type of event. */
export const allEventTypes = Object.keys(eventData) as readonly EventType[];

/** What an event of one type carries. */
export type EventData<Type extends EventType> = z.output<ReturnType<(typeof eventData)[Type]>>;
