import * as z from 'zod';

/** A problem as RFC 9457 has it. */
export const ProblemResource = z
  .object({
    type: z.string().describe('Which kind of problem it is: a page that says what to do about it.'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional().describe('JSON pointer into the body.'),
          parameter: z.string().optional(),
          header: z.string().optional(),
          detail: z.string(),
          fix: z.string().optional(),
          line: z.int().optional(),
          column: z.int().optional(),
        }),
      )
      .optional(),
  })
  .meta({ description: 'RFC 9457' });
