import * as z from 'zod';
import type { RequestHeader } from '../operation.ts';

/** The header without which nothing is begun. */
export const idempotencyKey: RequestHeader = {
  name: 'Idempotency-Key',
  required: 'idempotency-key-missing',
  schema: z
    .string()
    .regex(/^[!-~]{1,255}$/, 'it is not 1 to 255 visible ASCII characters')
    .meta({ description: 'The same key and body again is the same run or plan. Kept for a day.' }),
};

/** What decides which of the candidates are hit. */
export const seed = z
  .string()
  .regex(/^[A-Za-z0-9_.:-]{1,128}$/, 'it is not 1 to 128 letters, digits and `_.:-`')
  .meta({ description: 'Decides which of the candidates are hit; another one each time without.' });
