import type { ActionFacts, Evidence, Residue, UndoOutcome, Verification } from '../../core/ports.ts';
import type { FaultRecord, Image, PlannedFault, ResolvedTarget } from '../../core/run.ts';
import type { LabClient } from '../client.ts';

/** A resource of the lab: as a target, by what filters may ask for, and as it is now. */
export type LabResource = {
  readonly target: ResolvedTarget;
  /** By the path that FIS's filters name it with. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly image: Image;
};

/** Every resource of one type, in an order that does not depend on chance. */
export type Resources = (lab: LabClient) => Promise<readonly LabResource[]>;

/** What one action does to its targets, and how one sees it. Every function is about all targets of the fault. */
export type LabAction = {
  readonly facts: ActionFacts;
  readonly resources: Resources;
  /** The part of a resource's image that this action is about. */
  before(image: Image): Image;
  after(image: Image, fault: PlannedFault): Image;
  inject(lab: LabClient, record: FaultRecord): Promise<unknown>;
  evidence(lab: LabClient, record: FaultRecord): Promise<Evidence>;
  undo(lab: LabClient, record: FaultRecord): Promise<UndoOutcome>;
  verify(lab: LabClient, record: FaultRecord): Promise<Verification>;
  /** What else there may be of a run; nothing when the targets are all that an action touches. */
  residue?(lab: LabClient, runId: string): Promise<readonly Residue[]>;
};
