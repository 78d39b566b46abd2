import * as z from 'zod';

/** An identifier of a run or of a game day. */
export const runId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/, 'it is no id of a run or of a game day')
  .meta({ description: 'The id of a run or of a game day.', examples: ['run-01jxdv3qry8z6g0v5w0c2k9b7t'] });

/** The name of a document. */
export const documentName = z
  .string()
  .regex(
    /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/,
    'it is no name: at most 64 small letters and digits, with single hyphens between',
  )
  .meta({ description: 'The name of a document.', examples: ['one-web-instance-stops'] });

/** What a lever is about. */
export const leverScope = z
  .string()
  .regex(
    /^(global|(service|experiment):[A-Za-z0-9@._+-]{1,128})$/,
    'it is none of `global`, `service:<owner>` and `experiment:<name>`',
  )
  .meta({
    description: '`global`, `service:<owner>` or `experiment:<name>`.',
    examples: ['global', 'service:team-shop@example.com'],
  });

// No control characters, no marks of direction, no halves of characters: it is shown on terminals.
const allowed = [
  String.raw` -~\u00a0-\u1fff\u2010-\u2027\u2030-\u2060\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd`,
  `${String.fromCodePoint(0x10000)}-${String.fromCodePoint(0x10fffd)}`,
];
const plain = new RegExp(`^[${allowed.join('')}]{1,256}$`, 'u');

/** Why somebody does something, on one line. */
export const reason = z
  .string()
  .regex(plain, 'it is not one line of 1 to 256 characters')
  .meta({ description: 'Why, on one line.', examples: ['the shop has a sale'] });

/** A moment, as the journal has it: in the lab it is lab time. */
export const moment = z.string().meta({ format: 'date-time', examples: ['2026-12-01T10:00:00.000Z'] });

/** It as text. */
export const momentOf = (atMs: number): string => new Date(atMs).toISOString();

/** The hash of a plan. */
export const planHash = z
  .string()
  .regex(/^[0-9a-f]{8,128}$/, 'it is no hash of a plan: send the one that the run has')
  .meta({ description: 'The hash of the plan that is meant.' });
