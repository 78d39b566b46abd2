import { canonicalJson } from '../../../core/chain.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { FaultRecord, PlannedFault } from '../../../core/run.ts';
import { type Flag, isCacheTime, longestCacheMs, objectIn } from '../../../middleware/flag.ts';
import type { About } from '../attribute/attribute.ts';

type Parameters = PlannedFault['parameters'];

/** What a driver writes into its flags beside the fault, when it ends, and whose it is. */
export type Details = (about: Pick<About, 'parameters' | 'targets'>) => Pick<Flag, 'cacheMs' | 'functions'>;

/** The value that is written for a fault: the same whenever it is asked for again. */
export const flagText = (record: FaultRecord, details: Details): string => {
  const { parameters, deadlineMs, token } = record;
  const flag: Flag = {
    expiresAt: new Date(deadlineMs).toISOString(),
    fault: faultAsked(parameters),
    run: token,
    ...details(record),
  };
  return canonicalJson(flag);
};

/** What the fault makes of a parameter, as an after-image has it: without what nobody knows before the run is armed. */
export const flagImage = (parameters: Parameters): string => canonicalJson({ fault: faultAsked(parameters) });

/** A parameter's value as an image has it: `flagImage` for the flag of this very fault, and any other word for word. */
export const imageOfValue = (text: string, about: About, details: Details): string => {
  const image = flagImage(about.parameters);
  const isOurs = 'token' in about ? text === flagText(about, details) : imageIn(text) === image;
  if (isOurs) return image;
  if (text !== image) return text;
  // Nobody could tell it from the flag then.
  if (!('token' in about)) throw new WrongAsAsked(`a parameter whose value is ${image} cannot become a flag`);
  return `${text} `;
};

const imageIn = (text: string): string | undefined => {
  const flag = objectIn(text);
  return flag && 'expiresAt' in flag && 'fault' in flag ? canonicalJson({ fault: flag.fault }) : undefined;
};

/** The fault that a document asks for. */
export const faultAsked = ({ fault = '' }: Parameters): object => {
  const found = objectIn(fault);
  if (found !== undefined) return found;
  throw new WrongAsAsked(`fault is a JSON object, such as {"latencyMs":500}, not ${JSON.stringify(fault)}`);
};

/** For how long readers may act on what they have read, if a document says so. */
export const cacheMsAsked = ({ cacheMs }: Parameters): number | undefined => {
  if (cacheMs === undefined) return undefined;
  if (/^\d+$/.test(cacheMs) && isCacheTime(Number(cacheMs))) return Number(cacheMs);
  throw new WrongAsAsked(
    `cacheMs is a whole number of milliseconds, at most ${longestCacheMs}, not ${JSON.stringify(cacheMs)}`,
  );
};
