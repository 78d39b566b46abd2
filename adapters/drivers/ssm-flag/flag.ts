import * as z from 'zod';
import { canonicalJson } from '../../../core/chain.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { FaultRecord } from '../../../core/run.ts';
import type { About } from '../attribute/attribute.ts';

/**
 * The value of a parameter while a fault is on: `{"expiresAt":"2026-11-23T04:00:00.000Z","fault":{…},"run":"…"}`.
 *
 * Whoever reads such a parameter, in the application that is to be hurt, promises: a fault counts only while its
 * `expiresAt` has not passed by the reader's own clock, asked at each use and not only when the parameter is read; a value
 * that cannot be read, or has no `fault`, is no fault; and a value is read anew after a minute at the latest. So a fault
 * dies by itself, whatever has become of Firedrill, and an undo is felt within that minute.
 */
export type Flag = z.output<typeof Flag>;

const Fault = z.record(z.string(), z.json());
const Flag = z.strictObject({ expiresAt: z.iso.datetime(), fault: Fault, run: z.string() });

/** The fault that a document describes, as JSON, in its parameter `fault`. */
export const faultIn = ({ fault = '' }: Readonly<Record<string, string>>): Flag['fault'] => {
  const parsed = Fault.safeParse(jsonIn(fault));
  if (parsed.success) return parsed.data;
  throw new WrongAsAsked(`fault is a JSON object, such as {"latencyMs":500}, not ${JSON.stringify(fault)}`);
};

/** The value that is written for a fault: the same whenever it is asked for again. */
export const flagText = ({ parameters, deadlineMs, token }: FaultRecord): string =>
  canonicalJson({
    expiresAt: new Date(deadlineMs).toISOString(),
    fault: faultIn(parameters),
    run: token,
  });

/**
 * A parameter's value as an image has it: the flag of this very fault without the deadline and the run, which nobody knows
 * yet when the after-image is made; whatever else it is, word for word.
 */
export const imageOfValue = (text: string, about: About): string => {
  const fault = faultIn(about.parameters);
  const isOurs =
    'token' in about
      ? text === flagText(about)
      : canonicalJson(Flag.safeParse(jsonIn(text)).data?.fault) === canonicalJson(fault);
  return isOurs ? flagImage(about.parameters) : text;
};

/** What the fault makes of a parameter, as an after-image has it. */
export const flagImage = (parameters: FaultRecord['parameters']): string =>
  canonicalJson({ fault: faultIn(parameters) });

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
