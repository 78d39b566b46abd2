import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type FisApi, type FisRequest, type FisWorld, fisApi, Refusal } from './fis-api.ts';
import { advance } from './fis-life.ts';
import type { Json } from './fis-model.ts';

/** What goes wrong with the next requests of one kind: an answer instead of the work, or none after it (`lost`). */
export type FisTrouble = {
  /** As in `POST /experiments`; a prefix is enough. */
  readonly on: string;
  readonly times: number;
  readonly answer: 'lost' | { readonly status: number; readonly type: string };
};

/** A small FIS that answers as the API model says, and whose experiments do what `effects` do. */
export type FisServer = Pick<FisApi, 'templates' | 'experiments' | 'mood'> & {
  readonly url: string;
  readonly requests: FisRequest[];
  readonly troubles: FisTrouble[];
  close(): Promise<void>;
};

/** Starts it on a free port of loopback. */
export const startFisServer = async (world: FisWorld): Promise<FisServer> => {
  const { now, effects = {} } = world;
  const { templates, experiments, mood, answer: answerOf } = fisApi(world);
  const requests: FisRequest[] = [];
  const troubles: FisTrouble[] = [];

  const troubleFor = ({ method, path }: FisRequest): FisTrouble | undefined => {
    const at = troubles.findIndex(({ on }) => `${method} ${path}`.startsWith(on));
    const [trouble] = at < 0 ? [] : troubles.splice(at, 1);
    if (trouble && trouble.times > 1) troubles.unshift({ ...trouble, times: trouble.times - 1 });
    return trouble;
  };

  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await read(message);
    requests.push(request);
    const trouble = troubleFor(request);
    const isDone = trouble === undefined || trouble.answer === 'lost';
    const goOn = async () => {
      for (const one of experiments.values()) await advance(one, effects, mood, now());
    };
    await goOn();
    const outcome = isDone ? outcomeOf(() => answerOf(request)) : undefined;
    await goOn();
    if (trouble?.answer === 'lost') return void message.socket.destroy();
    if (trouble) return write(response, trouble.answer.status, { message: 'trouble' }, trouble.answer.type);
    if (outcome instanceof Refusal)
      return write(response, outcome.status, { message: outcome.message }, outcome.type);
    write(response, 200, outcome ?? {});
  };

  // One at a time: what an experiment does takes a while.
  let queue = Promise.resolve();
  const server = createServer((message, response) => {
    queue = queue
      .then(() => answer(message, response))
      .catch((failure: unknown) => write(response, 500, { message: String(failure) }, 'InternalServerError'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    mood,
    requests,
    troubles,
    templates,
    experiments,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const outcomeOf = (work: () => Json): Json | Refusal => {
  try {
    return work();
  } catch (failure) {
    if (failure instanceof Refusal) return failure;
    throw failure;
  }
};

const read = async (message: IncomingMessage): Promise<FisRequest> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return { method: message.method ?? '', path: message.url ?? '', body: text ? JSON.parse(text) : {} };
};

const write = (response: ServerResponse, status: number, body: Json, type?: string): void => {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-requestid': randomUUID(),
    ...(type && { 'x-amzn-errortype': type }),
  });
  response.end(JSON.stringify(body));
};
