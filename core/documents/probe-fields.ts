import * as z from 'zod';
import { name } from './fields.ts';

/** A probe's name. */
export const probeName = name(
  'What the probe is called in plans, logs and reports; unique in the experiment.',
  'error-rate',
);

/** What silence means. */
export const missingData = z
  .enum(['breach', 'zero', 'ignore'])
  .default('breach')
  .describe(
    'What a reading that did not come means. `breach`: silence is not health. `zero`: as if it read 0, for counts that exist only when something happens. `ignore`: skip it.',
  );

const count = (description: string) => z.int().min(1).max(100).default(1).describe(description);

/** How many bad readings make a breach. */
export const tolerance = z
  .strictObject({
    breaches: count('So many bad readings …'),
    of: count('… among the last so many make a breach of the probe.'),
  })
  .prefault({})
  .meta({
    title: 'Tolerance',
    description: 'How many bad readings it takes. By default a single one is a breach.',
    examples: [{ breaches: 2, of: 3 }],
  });
