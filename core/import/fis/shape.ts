/** What a part of a template looks like, whichever of its spellings is used. */
export type Shape =
  /** A text, or what stands for one. */
  | { readonly kind: 'leaf' }
  /** Kept as it is; whoever reads it knows what is in it. */
  | { readonly kind: 'whole' }
  /** A list; Terraform writes a single block without one. */
  | { readonly kind: 'list'; readonly of: Shape }
  /** Texts by free keys: a map, or Terraform's list of `key` and `value`. */
  | { readonly kind: 'pairs' }
  /** Records by free names: a map, or Terraform's list of records with a `name`. */
  | { readonly kind: 'named'; readonly of: RecordShape }
  | RecordShape;

/** A record with these fields; Terraform writes a list of one. `what` names it in messages. */
export type RecordShape = {
  readonly kind: 'record';
  readonly what: string;
  readonly fields: Readonly<Record<string, Shape>>;
};

const leaf: Shape = { kind: 'leaf' };
const whole: Shape = { kind: 'whole' };
const pairs: Shape = { kind: 'pairs' };
const leaves: Shape = { kind: 'list', of: leaf };

const record = (what: string, fields: Readonly<Record<string, Shape>>): RecordShape => ({
  kind: 'record',
  what,
  fields,
});

const target = record('a target', {
  resourceType: leaf,
  resourceArns: leaves,
  resourceTags: pairs,
  filters: { kind: 'list', of: record('a filter', { path: leaf, values: leaves }) },
  selectionMode: leaf,
  parameters: pairs,
});

const action = record('an action', {
  actionId: leaf,
  description: leaf,
  parameters: pairs,
  targets: pairs,
  startAfter: leaves,
});

/** Fields of a template that AWS, or Terraform, keeps for itself. */
export const bookkeeping = [
  ...['id', 'arn', 'creationTime', 'lastUpdateTime', 'clientToken', 'targetAccountConfigurationsCount'],
  ...['tagsAll', 'timeouts', 'region'],
] as const;

/** An experiment template of FIS, in the API's own spelling. */
export const templateShape = record('a template', {
  description: leaf,
  targets: { kind: 'named', of: target },
  actions: { kind: 'named', of: action },
  stopConditions: { kind: 'list', of: record('a stop condition', { source: leaf, value: leaf }) },
  roleArn: leaf,
  tags: pairs,
  logConfiguration: whole,
  experimentOptions: record('the options', { accountTargeting: leaf, emptyTargetResolutionMode: leaf }),
  experimentReportConfiguration: whole,
  ...Object.fromEntries(bookkeeping.map((field) => [field, whole])),
});
