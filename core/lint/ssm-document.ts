import { type AwsfisDocument, awsfisDocuments } from '../catalogue/catalogue.ts';
import type { Fault } from '../experiment.ts';
import { parseArn } from './arns.ts';

/** The SSM document of a fault, by its ARN: `AWSFIS-Run-CPU-Stress`. */
export const documentName = ({ parameters: { documentArn = '' } }: Fault): string =>
  parseArn(documentArn)?.resource.replace(/^document\//, '') ?? '';

/** The document of AWS's that a fault runs, if it is one. */
export const awsDocument = (fault: Fault): AwsfisDocument | undefined =>
  awsfisDocuments.find(({ name }) => name === documentName(fault));

/** What is handed to the document, each value as text; undefined where there is nothing that can be read. */
export const documentParameters = ({ parameters }: Fault): ReadonlyMap<string, string> | undefined => {
  try {
    const read: unknown = JSON.parse(parameters.documentParameters ?? '{}');
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
    return new Map(Object.entries(read).map(([name, value]) => [name, textOf(value)]));
  } catch {
    return undefined;
  }
};

// SSM takes `"60"` and `["60"]` alike, and people write 60.
const textOf = (value: unknown): string => {
  const [one = '', ...more] = Array.isArray(value) ? value : [value];
  return more.length > 0 || typeof one === 'object' ? JSON.stringify(value) : String(one);
};
