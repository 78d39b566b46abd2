import * as z from 'zod';
import { expect } from './expectation-fields.ts';
import { faults, limits } from './fault-fields.ts';
import { ANY, duration, name, prose, text } from './fields.ts';
import { after, approval, guards, maintenance, notify, schedule } from './guard-fields.ts';
import { lint } from './lint-fields.ts';
import { steadyState } from './steady-state.ts';

const schemaLink = z
  .string()
  .exactOptional()
  .describe('The JSON Schema an editor checks this document with.');

const about = {
  name: name('The name runs, levers and reports go by.', 'one-web-instance-stops'),
  title: prose('The hypothesis in one sentence.', 'The shop stays up when one web instance stops'),
  owner: prose('Who answers for it: a team or a person one can write to.', 'team-shop@example.com'),
  purpose: prose('Why it is worth the risk.', 'We lose an instance every month; nobody should notice.'),
};

/** An experiment as it is written. */
export const ExperimentDocument = z
  .strictObject({
    $schema: schemaLink,
    kind: z.literal('Experiment').describe('What this document is.'),
    ...about,
    steadyState,
    faults,
    recovery: z
      .strictObject({
        within: duration('How soon every probe must be good again once the faults are undone.', 'PT3M'),
      })
      .meta({
        title: 'Recovery',
        description: 'How fast it must be healthy again. Later, and the hypothesis has failed.',
      }),
    limits,
    guards,
    expect: expect.exactOptional(),
    approval,
    schedule: schedule.exactOptional(),
    after: after.exactOptional(),
    notify,
    maintenance: maintenance.exactOptional(),
    lint: lint.exactOptional(),
  })
  .meta({
    title: 'Firedrill experiment',
    description:
      'What healthy means, what to break, how fast it must be healthy again, and the limits nobody may exceed.',
  });

const step = z
  .strictObject({
    experiment: text(
      /^(?![/~])(?!.*(:|\\))\S(.*\S)?\.(ya?ml|json)$/,
      'a relative path to a .yml, .yaml or .json file',
      {
        description: "The experiment's file, relative to this one.",
        examples: ['./one-web-instance-stops.yml'],
      },
    ),
    continueOn: z
      .enum(['held', 'any'])
      .default('held')
      .describe(
        '`held`: go on only if the hypothesis held. `any`: go on after any verdict, once everything is restored.',
      ),
    expect: z
      .enum(['held', 'failed', 'untested'])
      .exactOptional()
      .describe('What you expect. A game day that comes out as expected throughout exits 0.'),
    wait: duration('The pause before the next step.', 'PT30S', ANY).prefault('PT0S'),
    human: z.boolean().default(false).describe('Whether a person must say go before this step.'),
  })
  .meta({ title: 'Step', description: 'One experiment, and what must be true to go on after it.' });

/** A game day as it is written. */
export const GameDayDocument = z
  .strictObject({
    $schema: schemaLink,
    kind: z.literal('GameDay').describe('What this document is.'),
    ...about,
    steps: z.array(step).min(1).max(20).describe('The experiments, in order.'),
    schedule: schedule.exactOptional(),
    after: after.exactOptional(),
    notify,
  })
  .meta({
    title: 'Firedrill game day',
    description: 'Experiments in order, with gates between them and one report.',
  });
