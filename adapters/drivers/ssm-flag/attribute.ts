import type { Attribute } from '../attribute/attribute.ts';
import { cacheMsAsked, type Details, flagImage } from './flag.ts';

/** `ssm/flag`: a parameter that tells an application to hurt itself, until a time that is written in it. */
export const flag: Attribute = {
  action: 'ssm/flag',
  facts: {
    iamEnforced: 'yes',
    resourceType: 'aws:ssm:parameter',
    undo: 'write the earlier value back; by itself the fault dies at the deadline of the run',
  },
  parameters: ['fault', 'cacheMs'],
  faulty: (parameters) => {
    cacheMsAsked(parameters);
    const value = flagImage(parameters);
    return () => ({ value });
  },
  inWords: (_, value) => valueInWords(value),
};

/** For how long its readers may keep it, where the document says so. */
export const flagDetails: Details = ({ parameters }) => {
  const cacheMs = cacheMsAsked(parameters);
  return cacheMs === undefined ? {} : { cacheMs };
};

/** A parameter's value in words, of a length that people read. */
export const valueInWords = (value: unknown): string => `value ${shortened(String(value))}`;

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

/** A parameter's ARN, and what it is called in it: its name without the slash it begins with, if it has one. */
export const parameterArn = /^arn:[\w-]+:ssm:[\w-]+:\d+:parameter\/(.+)$/;
