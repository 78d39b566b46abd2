import type { Chooser } from '../experiment.ts';
import type { RevertClass } from '../run.ts';
import actions from './actions.json' with { type: 'json' };
import documents from './documents.json' with { type: 'json' };
import type { ActionId, AwsfisDocumentName, ParameterKind, ResourceType } from './generated.ts';
import retired from './retired.json' with { type: 'json' };
import targets from './targets.json' with { type: 'json' };

/** A parameter of an action or an AWSFIS document. FIS takes every value as text, whatever its kind. */
export type CatalogueParameter = {
  readonly name: string;
  readonly kind: ParameterKind;
  /** `unclear`: AWS's pages do not say, or contradict their own examples. */
  readonly required: boolean | 'unclear';
  /** What else makes it required. */
  readonly requiredWhen?: string;
  /** Of a number, both included. */
  readonly min?: number;
  readonly max?: number;
  /** Of a duration, ISO 8601, both included. Where AWS states no maximum it is the account's, PT12H. */
  readonly minDuration?: string;
  readonly maxDuration?: string;
  /** Of a list. */
  readonly maxItems?: number;
  readonly allowed?: readonly string[];
  readonly default?: string;
  readonly description?: string;
};

/** What we know of one action of FIS. The prose says which independent read shows the fault, and its end. */
export type CatalogueAction = {
  readonly id: ActionId;
  readonly service: string;
  readonly category: 'fault' | 'recovery' | 'control';
  readonly description: string;
  /** Empty where the action has no target in FIS. */
  readonly targets: readonly { readonly key: string; readonly resourceType: ResourceType }[];
  /** The only ways in which FIS lets targets of this action be chosen; by ARN or by tags where this is missing. */
  readonly choosers?: readonly Extract<Chooser, 'arns' | 'tags' | 'parameters'>[];
  readonly parameters: readonly CatalogueParameter[];
  readonly revertClass: RevertClass;
  /** `inferred`: no page of AWS says so. */
  readonly revertBasis: 'documented' | 'inferred';
  readonly revertNote?: string;
  /** What to read before the fault. */
  readonly snapshot: string;
  /** What shows that the fault is present. */
  readonly evidence: string;
  /** 1: only FIS says so; 2: a read of something else shows it. */
  readonly evidenceLevel: 1 | 2;
  /** What shows that the fault is over, without asking FIS alone. */
  readonly verify: string;
  /** Whether IAM alone would refuse a target without the consent tag. */
  readonly iamEnforced: 'yes' | 'partly' | 'no';
  readonly iamNote: string;
  /** What the experiment's role needs. */
  readonly permissions: readonly string[];
  readonly permissionNote?: string;
  /** AWS's own policy for the experiment's role; broader than `permissions`. */
  readonly managedPolicy?: string;
  /** Per experiment, where targets are chosen by tags or parameters. An ARN list holds five in any case. */
  readonly maxTargets?: number;
  readonly limits: readonly string[];
  readonly sources: readonly string[];
};

/** A kind of target. */
export type TargetType = {
  readonly resourceType: ResourceType;
  /** The API whose answer `filters` are paths of; missing where FIS documents none. */
  readonly filterApi?: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly required: boolean | 'unclear';
    readonly description: string;
  }[];
  readonly note?: string;
  readonly source: string;
};

/** An SSM document of AWS's for `aws:ssm:send-command`. Its `DurationSeconds` runs apart from the action's duration. */
export type AwsfisDocument = {
  readonly name: AwsfisDocumentName;
  /** With `<region>` in place of the Region; the account is empty. */
  readonly arnPattern: string;
  readonly description: string;
  readonly parameters: readonly CatalogueParameter[];
  /** Of the document itself: those that do not end at once undo themselves, also when they are cancelled. */
  readonly revertClass: Extract<RevertClass, 'irreversible' | 'self-reverting'>;
  /** Programs that it installs where they are missing and `InstallDependencies` is `True`. */
  readonly dependencies: readonly string[];
  readonly limits: readonly string[];
  readonly source: string;
};

/** An id that older templates use. */
export type RetiredAction = {
  readonly id: string;
  readonly use?: ActionId;
  readonly why: string;
  readonly source: string;
};

// JSON has no literal types; the data's shape is checked by a test.
/** Every action of FIS as of 2026-11. AWS adds actions: an id that is not here is unknown, not wrong. */
export const catalogue = actions as readonly CatalogueAction[];

/** Every kind of target of FIS. */
export const targetTypes = targets as readonly TargetType[];

/** The documents that AWS provides for faults inside an instance. */
export const awsfisDocuments = documents as readonly AwsfisDocument[];

/** The ids that FIS does not list any more. */
export const retiredActions = retired as readonly RetiredAction[];

const byId = new Map<string, CatalogueAction>(catalogue.map((action) => [action.id, action]));
const byType = new Map<string, TargetType>(targetTypes.map((type) => [type.resourceType, type]));

/** What is known of an action; undefined for one that is not in the catalogue. */
export const catalogued = (id: string): CatalogueAction | undefined => byId.get(id);

/** Undefined for an id that has not been retired. */
export const retiredAction = (id: string): RetiredAction | undefined =>
  retiredActions.find((action) => action.id === id);

/** What is known of a kind of target; undefined for one that is not in the catalogue. */
export const targetType = (resourceType: string): TargetType | undefined => byType.get(resourceType);
