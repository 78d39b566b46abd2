import * as z from 'zod';
import { prose, text } from './fields.ts';

const exception = z
  .strictObject({
    rule: text(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a rule's id", {
      description: "The rule's id, as `firedrill lint` prints it.",
      examples: ['selects-all'],
    }),
    at: text(/^(\/[^/]+)+$/, 'a JSON pointer', {
      description: 'Where: a JSON pointer; everything below it is meant too. Without it: everywhere.',
      examples: ['/faults/0'],
    }).exactOptional(),
    reason: prose('Why it is fine here.', 'The fleet is two instances, and both may stop.'),
  })
  .meta({ title: 'Exception', description: 'A finding that you know of, and why it is fine here.' });

/** What the linter is to pass over. */
export const lint = z
  .strictObject({
    ignore: z.array(exception).max(50).describe('Findings that are fine here, each with why.'),
  })
  .meta({ title: 'Lint', description: 'What `firedrill lint` passes over in this document.' });
