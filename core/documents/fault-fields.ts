import * as z from 'zod';
import { ACTION, parseAction } from './action.ts';
import { ANY, distinct, duration, filled, name, prose, read, text } from './fields.ts';
import { parseSelection } from './selection.ts';

/** The most resources all faults of an experiment may name together. */
export const MAX_ARNS = 50;

const filter = z
  .strictObject({
    path: prose('An attribute of the resource, as its Describe call names it.', 'State.Name'),
    values: z
      .array(prose('A value that passes.', 'running'))
      .min(1)
      .max(MAX_ARNS)
      .describe('The attribute must be one of these.'),
  })
  .meta({ title: 'Filter', description: 'Leaves only resources whose attribute has one of the values.' });

const alone = ['arns', 'tags', 'autoScalingGroup', 'stack'].map((way) => ({ required: [way] }));

const targets = z
  .strictObject({
    resourceType: text(/^[a-z0-9-]+(:[a-z0-9-]+)+$/, 'a resource type', {
      description: 'What kind of resource is hurt, as FIS names it.',
      examples: ['aws:ec2:instance', 'aws:rds:db', 'aws:lambda:function'],
    }),
    arns: distinct(
      text(/^arn:[\w-]+:[\w-]+:[\w-]*:[\w-]*:\S+$/, 'an ARN', {
        description: 'One resource.',
        examples: ['arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0'],
      }),
      MAX_ARNS,
      { description: 'Exactly these resources; instead of `tags`.' },
    )
      .min(1)
      .exactOptional(),
    tags: filled(
      z.record(z.string(), z.string().describe('The value the tag must have.')),
      'name at least one tag',
      {
        description: 'Every resource that has all of these tags; instead of `arns`.',
        examples: [{ tier: 'web' }],
      },
    ).exactOptional(),
    autoScalingGroup: prose(
      'The instances of this Auto Scaling group; instead of `tags`.',
      'shop-web',
    ).exactOptional(),
    stack: prose(
      'The resources of this type in this CloudFormation stack; instead of `tags`.',
      'shop-prod',
    ).exactOptional(),
    parameters: filled(
      z.record(z.string(), z.string().describe('The value, as text.')),
      'name at least one target parameter',
      {
        description: "FIS's own target parameters, of pods, tasks and clusters; beside `tags`, or alone.",
        examples: [{ clusterIdentifier: 'shop', namespace: 'web', selectorType: 'labelSelector' }],
      },
    ).exactOptional(),
    filters: z.array(filter).max(20).default([]).describe('What else must be true of a resource.'),
    select: read(parseSelection, {
      description:
        'How many of them: `ALL`, `COUNT(n)` or `PERCENT(n)`, chosen at random. PERCENT rounds down.',
      examples: ['COUNT(1)', 'PERCENT(30)', 'ALL'],
      pattern: '^(ALL|COUNT\\([1-9][0-9]{0,5}\\)|PERCENT\\(([1-9][0-9]?|100)\\))$',
    }),
  })
  .meta({
    ...{ title: 'Targets', description: 'Which resources, and how many of them.' },
    oneOf: [...alone, { required: ['parameters'], not: { anyOf: alone } }],
  });

const fault = z
  .strictObject({
    name: name('What the fault is called in plans, logs and reports; unique in the experiment.', 'stop-one'),
    action: read(parseAction, {
      description: "An AWS FIS action, or one of Firedrill's own drivers.",
      examples: ['aws:ec2:stop-instances', 'lambda/concurrency'],
      pattern: ACTION.source,
    }),
    targets,
    parameters: z
      .record(z.string(), z.string().describe('The value, as text.'))
      .default({})
      .meta({
        description:
          'What the action wants to know, all as text. Durations in it say how long the fault lasts.',
        examples: [{ startInstancesAfterDuration: 'PT3M' }],
      }),
    startAfter: duration('How long after the first faults this one begins.', 'PT1M', ANY).prefault('PT0S'),
  })
  .meta({ title: 'Fault', description: 'One thing to break.' });

/** What to break. */
export const faults = z
  .array(fault)
  .min(1)
  .max(20)
  .describe('What to break. They start together unless `startAfter` says otherwise.');

const MOST = 12 * 3_600_000;

/** What nobody may exceed. */
export const limits = z
  .strictObject({
    maxDuration: duration('No fault lasts beyond this, counted from the first; at most `PT12H`.', 'PT30M', {
      allows: (ms) => ms > 0 && ms <= MOST,
      flaw: 'is not between nothing and twelve hours',
      fix: 'write more than zero and at most `PT12H`',
    }),
    maxTargets: z.int().min(1).describe('How many resources may be hurt at most.'),
    maxPercent: z
      .number()
      .gt(0)
      .max(100)
      .describe('How many of the candidates, in percent, may be hurt at most.'),
    consentTag: z
      .strictObject({
        key: prose("The tag's key.", 'firedrill:consent').prefault('firedrill:consent'),
        value: prose("The tag's value.", 'allowed').prefault('allowed'),
      })
      .prefault({})
      .meta({ title: 'Consent', description: 'A resource without this tag is never touched.' }),
  })
  .meta({ title: 'Limits', description: 'What nobody may exceed, whatever the faults say.' });
