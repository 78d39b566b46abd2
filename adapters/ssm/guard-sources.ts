import type { SSMClient } from '@aws-sdk/client-ssm';
import { DocumentInvalid, NotFound } from '../../core/errors.ts';
import { type GuardSources, GuardSourcesDocument, wrongPlaces } from '../../core/guard-sources.ts';
import { readParameter } from './parameters.ts';

/** What a deployment tells of calendars and incidents: a parameter with JSON. Without the parameter it tells of none. */
export const guardSources =
  (client: SSMClient, name: string): (() => Promise<GuardSources>) =>
  async () => {
    const text = await readParameter(client, name).catch((failure: unknown) => {
      if (failure instanceof NotFound) return '{}';
      throw failure;
    });
    const { success, data, error } = GuardSourcesDocument.safeParse(jsonIn(name, text));
    if (!success) throw new DocumentInvalid(`The parameter ${name} is wrong at ${wrongPlaces(error)}`);
    return data;
  };

const jsonIn = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DocumentInvalid(`The parameter ${name} is no JSON`, { cause });
  }
};
