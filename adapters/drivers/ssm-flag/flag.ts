import { canonicalJson } from '../../../core/chain.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { FaultRecord, PlannedFault } from '../../../core/run.ts';
import type { About } from '../attribute/attribute.ts';

/**
 * The value of a parameter while a fault is on: the fault as the document has it, when it dies, and whose it is.
 * `{"expiresAt":"2026-11-23T04:00:00.000Z","fault":{"latencyMs":500},"run":"…"}`
 *
 * Whoever reads such a parameter, in the application that is to be hurt, promises: a fault counts only while its
 * `expiresAt` has not passed by the reader's own clock, asked at each use and not only when the parameter is read; a value
 * that cannot be read, or has no `fault`, is no fault; and a value is read anew after a minute at the latest. So a fault
 * dies by itself, whatever has become of Firedrill, and an undo is felt within that minute.
 */
export type Flag = { readonly expiresAt: string; readonly fault: object; readonly run: string };

/** The value that is written for a fault: the same whenever it is asked for again. */
export const flagText = ({ parameters, deadlineMs, token }: FaultRecord): string => {
  const flag: Flag = {
    expiresAt: new Date(deadlineMs).toISOString(),
    fault: faultIn(parameters),
    run: token,
  };
  return canonicalJson(flag);
};

/** What the fault makes of a parameter, as an after-image has it: without what nobody knows before the run is armed. */
export const flagImage = (parameters: PlannedFault['parameters']): string =>
  canonicalJson({ fault: faultIn(parameters) });

/** A parameter's value as an image has it: `flagImage` for the flag of this very fault, and any other word for word. */
export const imageOfValue = (text: string, about: About): string => {
  const image = flagImage(about.parameters);
  const isOurs = 'token' in about ? text === flagText(about) : imageIn(text) === image;
  return isOurs ? image : text;
};

const imageIn = (text: string): string | undefined => {
  const flag = objectIn(text);
  return flag && 'expiresAt' in flag && 'fault' in flag ? canonicalJson({ fault: flag.fault }) : undefined;
};

const faultIn = ({ fault = '' }: PlannedFault['parameters']): object => {
  const found = objectIn(fault);
  if (found !== undefined) return found;
  throw new WrongAsAsked(`fault is a JSON object, such as {"latencyMs":500}, not ${JSON.stringify(fault)}`);
};

const objectIn = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
