import type { FisClient } from '@aws-sdk/client-fis';
import { calling } from './calling.ts';
import { type Operation, send } from './wire.ts';

type Wanted = { readonly id: string };

// The newest SDK there is would drop fields that it does not know.
const getTemplate: Operation<Wanted> = {
  method: 'GET',
  path: ({ id }) => `/experimentTemplates/${encodeURIComponent(id)}`,
};

/** An experiment template as FIS gives it, with every field; nothing is changed. One that is not there is `NotFound`. */
export const readTemplate = (fis: FisClient, id: string): Promise<unknown> =>
  calling(`read the template ${id}`, async () => {
    const { $metadata: _, ...template } = Object(await send(fis, getTemplate, { id }));
    return template;
  });
