import * as z from 'zod';

const text = z.string().min(1);
const sentence = z.string().regex(/^\S.*[.)']$/s, 'a sentence ends with a full stop');
const page = z.url({ protocol: /^https$/ });
const duration = z.string().regex(/^PT(\d+H)?(\d+M)?(\d+S)?$/);
const revertClass = z.enum(['irreversible', 'self-reverting', 'if-asked', 'by-document', 'ours']);

const parameter = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z]\w*$/),
    kind: text,
    required: z.union([z.boolean(), z.literal('unclear')]),
    requiredWhen: text.optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    minDuration: duration.optional(),
    maxDuration: duration.optional(),
    maxItems: z.int().positive().optional(),
    allowed: z.array(text).min(2).optional(),
    default: z.string().optional(),
    description: text.optional(),
  })
  .superRefine((it, context) => {
    const wrong = (message: string) =>
      context.addIssue({ code: 'custom', message: `${it.name}: ${message}` });
    if (it.min !== undefined && it.max !== undefined && it.min >= it.max) wrong('min is not below max');
    if (it.default !== undefined && it.required === true) wrong('what has a default is not required');
    if (isListed(it.kind) !== (it.allowed !== undefined))
      wrong('an enum, and nothing else, lists what is allowed');
    if (it.allowed && it.default !== undefined && !it.allowed.includes(it.default))
      wrong('its default is not allowed');
    if (isNumber(it.kind) ? it.minDuration || it.maxDuration : it.min !== undefined || it.max !== undefined)
      wrong('a range that does not fit its kind');
    if (isNumber(it.kind) && it.default !== undefined && !within(Number(it.default), it))
      wrong('its default is out of range');
  });

const isListed = (kind: string) => ['enum', 'csv-enum', 'boolean'].includes(kind);
const isNumber = (kind: string) => kind.startsWith('integer') || kind.startsWith('number');
const within = (
  value: number,
  { min = -Infinity, max = Infinity }: { min?: number | undefined; max?: number | undefined },
) => value >= min && value <= max;

/** What every entry of actions.json has to be. Not for the running program: a test asks it. */
export const actionShape = z.strictObject({
  id: z.string().regex(/^aws:[a-z0-9]+:[a-z0-9-]+$/),
  service: z.string().regex(/^[a-z0-9]+$/),
  category: z.enum(['fault', 'recovery', 'control']),
  description: sentence,
  targets: z.array(z.strictObject({ key: z.string().regex(/^[A-Z]\w+$/), resourceType: text })),
  choosers: z
    .array(z.enum(['arns', 'tags', 'parameters']))
    .min(1)
    .optional(),
  parameters: z.array(parameter),
  revertClass,
  revertBasis: z.enum(['documented', 'inferred']),
  revertNote: sentence.optional(),
  snapshot: sentence,
  evidence: sentence,
  evidenceLevel: z.union([z.literal(1), z.literal(2)]),
  verify: sentence,
  iamEnforced: z.enum(['yes', 'partly', 'no']),
  iamNote: sentence,
  permissions: z.array(z.string().regex(/^[a-z0-9-]+:[A-Z]\w+$/, 'a permission looks like service:Action')),
  permissionNote: sentence.optional(),
  managedPolicy: z
    .string()
    .regex(/^arn:aws:iam::aws:policy\/service-role\/\w+$/)
    .optional(),
  maxTargets: z.int().positive().optional(),
  limits: z.array(sentence),
  sources: z.array(page).min(1),
});

/** What every entry of targets.json has to be. */
export const targetShape = z.strictObject({
  resourceType: z.string().regex(/^aws:[a-z0-9]+:[a-z0-9-]+$/),
  filterApi: z
    .string()
    .regex(/^[A-Z]\w+$/)
    .optional(),
  parameters: z.array(
    z.strictObject({
      name: text,
      required: z.union([z.boolean(), z.literal('unclear')]),
      description: text,
    }),
  ),
  note: sentence.optional(),
  source: page,
});

/** What every entry of documents.json has to be. */
export const documentShape = z.strictObject({
  name: z.string().regex(/^AWSFIS-[\w-]+$/),
  arnPattern: z.string().regex(/^arn:aws:ssm:<region>::document\/AWSFIS-[\w-]+$/),
  description: sentence,
  parameters: z.array(parameter),
  revertClass: z.enum(['irreversible', 'self-reverting']),
  dependencies: z.array(text).min(1),
  limits: z.array(sentence),
  source: page,
});

/** What every entry of retired.json has to be. */
export const retiredShape = z.strictObject({ id: text, use: text.optional(), why: text, source: page });
