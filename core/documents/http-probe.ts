import * as z from 'zod';
import { duration, read } from './fields.ts';
import { missingData, probeName, tolerance } from './probe-fields.ts';
import { parseHttpUrl } from './url.ts';

const httpStatus = z.int().min(100).max(599);

/** A probe by request. */
export const httpProbe = z
  .strictObject({
    name: probeName,
    type: z.literal('http').describe('A request a user could make.'),
    url: read(parseHttpUrl, {
      description:
        'What is asked for, without credentials. On AWS https, and http where the deployment lets it (`probeHttpHosts`).',
      examples: ['https://shop.example.com/'],
      pattern: '^https?://',
    }),
    method: z
      .enum(['GET', 'HEAD'])
      .default('GET')
      .describe('How it is asked for; nothing that could change anything.'),
    every: duration('The pause from one request to the next.', 'PT1S').prefault('PT1S'),
    timeout: duration(
      'How long an answer may take at all; at most ten times `every`, and at most 5 s outside the lab.',
      'PT2S',
    ).prefault('PT2S'),
    expect: z
      .strictObject({
        status: z
          .union([httpStatus, z.array(httpStatus).min(1).max(20)])
          .default(200)
          .meta({ description: 'The good status, or a list of them.', examples: [200, [200, 304]] }),
        maxLatency: duration('An answer slower than this is a bad reading.', 'PT1S').exactOptional(),
      })
      .prefault({})
      .meta({ title: 'Expected answer', description: 'What makes an answer good.' }),
    missingData,
    tolerance,
  })
  .meta({ title: 'HTTP probe', description: 'A request a user could make, again and again.' });
