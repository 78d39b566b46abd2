import * as z from 'zod';
import { distinct, duration, type Range, text } from './fields.ts';
import { metricFields } from './metric-probe.ts';
import { probeName } from './probe-fields.ts';

const PERIOD: Range = {
  allows: (ms) => ms > 0 && ms % 60_000 === 0 && ms <= 86_400_000,
  flaw: 'is not a period of whole minutes up to a day',
  fix: 'write one such as `PT5M`',
};

const OVER: Range = {
  allows: (ms) => ms > 0 && ms <= 90 * 86_400_000,
  flaw: 'is not a time that an error budget is for',
  fix: 'write one up to 90 days, such as `P30D`',
};

const budget = z
  .strictObject({
    name: probeName,
    ...metricFields,
    period: duration('One reading is computed for each period.', 'PT5M', PERIOD).prefault('PT5M'),
    delay: duration('How long after a period its data may still be on their way.', 'PT3M').exactOptional(),
    over: duration('The expression is computed over so long, up to now.', 'P30D', OVER),
    atLeast: z.number().describe('What the last reading must be at least.'),
  })
  .meta({
    title: 'Error budget',
    description: 'How much of an error budget must be left: the last reading of an expression.',
  });

/** Error budgets that must not be spent. */
export const errorBudget = z
  .array(budget)
  .max(10)
  .describe('Error budgets of which enough must be left before a run starts.');

/** What must not be deploying. */
export const deployments = distinct(
  text(
    /^(codepipeline:[A-Za-z0-9.@_-]{1,100}|cloudformation:[A-Za-z][A-Za-z0-9-]{0,127})$/,
    'a pipeline or a stack',
    {
      description: 'A pipeline of CodePipeline or a stack of CloudFormation, by its name.',
      examples: ['codepipeline:shop', 'cloudformation:shop-prod'],
    },
  ),
  20,
  {
    description: 'Pipelines and stacks of which none may be deploying.',
    examples: [['codepipeline:shop', 'cloudformation:shop-prod']],
  },
);

/** How old a proof must be before it is asked for again. */
export const freshness = z
  .strictObject({
    notWithin: duration(
      'It is not run again within so long after it held or failed; a document that has changed is.',
      'P7D',
      {
        allows: (ms) => ms > 0 && ms <= 366 * 86_400_000,
        ...{ flaw: 'is not such a time', fix: 'write one up to 366 days, such as `P7D`' },
      },
    ),
  })
  .meta({ title: 'Freshness', description: 'Whether what was proven not long ago is proven again.' });
