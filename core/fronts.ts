import type { Experiment, GameDay, Schedule } from './experiment.ts';
import type { ExperimentRef } from './run.ts';

/** The kinds of document that can be deployed. */
export type DefinitionKind = 'Experiment' | 'GameDay';

/** Which document: names are unique within a kind. */
export type DefinitionRef = { readonly kind: DefinitionKind; readonly name: string };

/** A deployed document: what a schedule, an API call or a message from Slack may start. */
export type Definition = {
  /** A hash of the content; the entity tag of the API. */
  readonly version: string;
  readonly updatedAtMs: number;
  readonly updatedBy: string;
  /** The document as it was written, where it came as one: what its author changes next. */
  readonly written?: Readonly<Record<string, unknown>>;
} & (
  | { readonly kind: 'Experiment'; readonly document: Experiment }
  | {
      readonly kind: 'GameDay';
      readonly document: GameDay;
      /** By step: the versions that it runs, whatever is deployed later. */
      readonly experiments: readonly ExperimentRef[];
    }
);

/** The deployed documents, the newest version of each. Every write is conditional. */
export type Definitions = {
  get(ref: DefinitionRef): Promise<Definition | undefined>;
  /** By name. */
  list(kind: DefinitionKind): Promise<readonly Definition[]>;
  /** `inForce` is the version that it replaces, undefined where there must be none. False when that is not so. */
  put(definition: Definition, inForce: string | undefined): Promise<boolean>;
  /** False when another version is in force, or none. */
  remove(ref: DefinitionRef, inForce: string): Promise<boolean>;
};

/** A schedule as it is deployed: a rate has the start that it counts from, whether or not its document says one. */
export type DeployedSchedule = DefinitionRef & {
  readonly schedule: Schedule;
  readonly paused?: { readonly by: string; readonly atMs: number };
};

/** What fires at its times: EventBridge Scheduler, or the lab's own. */
export type Schedules = {
  /** Makes it, or changes it; one that is paused stays so. */
  put(ref: DefinitionRef, schedule: Schedule): Promise<void>;
  remove(ref: DefinitionRef): Promise<void>;
  get(ref: DefinitionRef): Promise<DeployedSchedule | undefined>;
  /** By kind and name. */
  list(): Promise<readonly DeployedSchedule[]>;
  /** False when there is no such schedule. */
  pause(ref: DefinitionRef, by: string, atMs: number): Promise<boolean>;
  resume(ref: DefinitionRef): Promise<boolean>;
};

/** What people have said of one occurrence of a schedule. */
export type Occurrences = {
  /** The first to skip it is remembered. */
  skip(ref: DefinitionRef, atMs: number, by: string): Promise<void>;
  skippedBy(ref: DefinitionRef, atMs: number): Promise<string | undefined>;
  /** True for the first who asks for this occurrence and this word: an announcement is made once. */
  claim(ref: DefinitionRef, atMs: number, word: string): Promise<boolean>;
};

/** Secrets by reference: `ssm:/firedrill/token`, `secretsmanager:name`, and on one machine `env:NAME`. Throws when unreadable. */
export type Secrets = { read(reference: string): Promise<string> };

/** A request that must be answered once: its key, the hash of its body, and what it is answered with. */
export type Claim<Answer> = {
  readonly key: string;
  readonly bodyHash: string;
  readonly answer: Answer;
  readonly atMs: number;
  readonly forMs: number;
};

/**
 * `claimed`: it is the first of its key. `repeated`: it came before, and this was its answer; whoever claimed it may have
 * died since, so what it asks for is done again, by the names in that answer. `taken`: the key is another request's.
 */
export type Claimed<Answer> =
  | { readonly outcome: 'claimed' | 'repeated'; readonly answer: Answer }
  | { readonly outcome: 'taken' };

/** Keys of requests that came before; they expire by themselves. */
export type IdempotencyKeys = { claim<Answer>(claim: Claim<Answer>): Promise<Claimed<Answer>> };

/** What the ways in have beside the ports of a run. */
export type Fronts = {
  readonly definitions: Definitions;
  readonly schedules: Schedules;
  readonly occurrences: Occurrences;
  readonly secrets: Secrets;
  readonly idempotencyKeys: IdempotencyKeys;
};
