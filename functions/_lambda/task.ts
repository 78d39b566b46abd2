import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { DocumentInvalid } from '../../core/errors.ts';
import type { Ports } from '../../core/ports.ts';

/** A Lambda as Lambda calls it. */
export type Handler = (event: unknown, context?: Context) => Promise<unknown>;

/** A handler that still lacks its ports: the composition root (AWS) or cli/ (the lab) gives it them. */
export type LambdaFunction = (ports: Ports) => Handler;

/** Every function is this shell: parse the input, do one thing in core, let named failures through. */
export const task =
  <Schema extends z.ZodType>(
    schema: Schema,
    work: (ports: Ports, input: z.output<Schema>) => Promise<unknown>,
  ): LambdaFunction =>
  (ports) => {
    const handler = middy<unknown, unknown>()
      .use(parseInput(schema))
      .handler((input: unknown) => work(ports, input as z.output<Schema>)); // parsed just before
    return (event, context = {} as Context) => handler(event, context);
  };

const parseInput = (schema: z.ZodType): middy.MiddlewareObj<unknown> => ({
  before: function parseInputBefore(request) {
    const { success, data, error } = schema.safeParse(request.event);
    if (!success) throw new DocumentInvalid(`Malformed input: ${z.prettifyError(error)}`, { cause: error });
    request.event = data;
  },
});

/** The input of most states: an id and nothing else. */
export const RunRef = z.object({ runId: z.string().min(1) });

/** The input of a state that waits. */
export const Waiting = RunRef.extend({ token: z.string().min(1) });

/** What a failed state left behind; null when nothing failed. */
export const Problem = z.object({ Error: z.string(), Cause: z.string() }).nullish();
