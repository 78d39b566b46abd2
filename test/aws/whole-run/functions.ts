import { readdirSync } from 'node:fs';
import type { Handler } from '../../../functions/_lambda/task.ts';
import type { Answering } from './front.ts';

const folder = new URL('../../../functions/', import.meta.url);
const others = ['guard-removal', 'publish-events', 'refresh-calendars'];

/** Every function as it is deployed, with its own composition root: loaded once the environment is as on Lambda. */
export const deployedFunctions = async (): Promise<ReadonlyMap<string, Handler>> => {
  const names = readdirSync(folder).filter((name) => !name.startsWith('_') && !others.includes(name));
  const mains = names.map(async (name) => {
    const { main } = (await import(new URL(`${name}/index.ts`, folder).href)) as { readonly main: Handler };
    return [name, main] as const;
  });
  return new Map(await Promise.all(mains));
};

/** Lambda's Invoke before them; an event is taken, and worked at after that. */
export const lambdaInvoke =
  (functions: () => ReadonlyMap<string, Handler>): Answering =>
  async ({ path, headers, body }) => {
    const name = /functions\/([^/]+)\/invocations/.exec(decodeURIComponent(path))?.[1] ?? '';
    const invoke = functions().get(name.replace(/^.*firedrill-\w+-/, ''));
    if (invoke === undefined)
      return { status: 404, body: JSON.stringify({ message: `no function ${name}` }) };
    const payload = JSON.parse(body.toString() || '{}') as unknown;
    if (headers['x-amz-invocation-type'] === 'Event') {
      void invoke(payload).catch(() => undefined);
      return { status: 202, body: '' };
    }
    try {
      return { status: 200, body: JSON.stringify((await invoke(payload)) ?? null) };
    } catch (failure) {
      const { name: errorType, message: errorMessage } = failure as Error;
      const answer = JSON.stringify({ errorType, errorMessage });
      return { status: 200, headers: { 'x-amz-function-error': 'Unhandled' }, body: answer };
    }
  };
