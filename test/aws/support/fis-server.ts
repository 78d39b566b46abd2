import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { FisEffect } from './fis-effects.ts';
import { advance, type Experiment, experimentOf, type FisMood, stop, type Template } from './fis-model.ts';

type Json = Readonly<Record<string, unknown>>;

/** A request as it came. */
export type FisRequest = { readonly method: string; readonly path: string; readonly body: Json };

/** What goes wrong with the next requests of one kind: an answer, or none though all is done (`lost`). */
export type FisTrouble = {
  /** As in `POST /experiments`; a prefix is enough. */
  readonly on: string;
  readonly times: number;
  readonly answer: 'lost' | { readonly status: number; readonly type: string };
  /** The trouble comes after the work is done; otherwise instead of it. */
  readonly afterEffect?: boolean;
};

/** A small FIS that answers as the API model says, and whose experiments do what `effects` do. */
export type FisServer = {
  readonly url: string;
  readonly mood: FisMood;
  readonly requests: FisRequest[];
  readonly troubles: FisTrouble[];
  readonly templates: ReadonlyMap<string, Template>;
  readonly experiments: ReadonlyMap<string, Experiment>;
  close(): Promise<void>;
};

/** What the server is made of. */
export type FisWorld = {
  now(): number;
  readonly effects?: Readonly<Record<string, FisEffect>>;
  /** How much goes on a page of a list. */
  readonly pageSize?: number;
};

class Refusal extends Error {
  readonly status: number;
  readonly type: string;
  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

const invalid = (message: string) => new Refusal(400, 'ValidationException', message);
const missing = (what: string) => new Refusal(404, 'ResourceNotFoundException', `${what} does not exist`);

/** Starts it on a free port of loopback. */
export const startFisServer = async ({ now, effects = {}, pageSize = 2 }: FisWorld): Promise<FisServer> => {
  const templates = new Map<string, Template>();
  const experiments = new Map<string, Experiment>();
  const mood: FisMood = {};
  const requests: FisRequest[] = [];
  const troubles: FisTrouble[] = [];

  const createTemplate = (body: Json): Json => {
    const given = body as Template;
    const known = [...templates.values()].find(({ clientToken }) => clientToken === given.clientToken);
    if (known) return { experimentTemplate: known };
    refuseTemplate(given, effects);
    const template = { ...given, id: `EXT${randomUUID()}` };
    templates.set(template.id, template);
    return { experimentTemplate: template };
  };

  const start = (body: Json): Json => {
    const { experimentTemplateId = '', clientToken = '', tags = {}, experimentOptions } = body as Start;
    const known = [...experiments.values()].find((one) => one.clientToken === clientToken);
    if (known) return { experiment: view(known) };
    const template = templates.get(experimentTemplateId);
    if (template === undefined) throw missing(`Experiment template ${experimentTemplateId}`);
    const active = [...experiments.values()].filter(
      ({ state }) => !['completed', 'stopped', 'failed', 'cancelled'].includes(state.status),
    );
    if (active.length >= 5) throw new Refusal(402, 'ServiceQuotaExceededException', '5 active experiments');
    const mode = mood.deaf ? 'run-all' : (experimentOptions?.actionsMode ?? 'run-all');
    const experiment = experimentOf(template, { clientToken, mode, createdAtMs: now(), tags });
    experiments.set(experiment.id, experiment);
    return { experiment: view(experiment) };
  };

  const experiment = (id: string): Experiment => {
    const found = experiments.get(id);
    if (found === undefined) throw missing(`Experiment ${id}`);
    return found;
  };

  const stopOne = (id: string): Json => {
    const one = experiment(id);
    if (!stop(one, now())) throw invalid(`Experiment ${id} is ${one.state.status}`);
    return { experiment: view(one) };
  };

  const deleteTemplate = (id: string): Json => {
    const template = templates.get(id);
    if (template === undefined) throw missing(`Experiment template ${id}`);
    templates.delete(id);
    return { experimentTemplate: template };
  };

  const page = (name: string, all: readonly unknown[], token: string | null): Json => {
    const from = Number(token ?? 0);
    const next = from + pageSize;
    return { [name]: all.slice(from, next), ...(next < all.length && { nextToken: String(next) }) };
  };

  const lever = () => ({
    safetyLever: {
      id: 'default',
      arn: 'arn',
      state: { status: mood.lever ?? 'disengaged', reason: 'told so' },
    },
  });

  const route = ({ method, path, body }: FisRequest): Json => {
    const url = new URL(path, 'http://fis');
    const [kind = '', id = '', part = ''] = url.pathname.split('/').slice(1).map(decodeURIComponent);
    const token = url.searchParams.get('nextToken');
    switch (`${method} ${kind}${id && ' one'}${part && ` ${part}`}`) {
      case 'POST experimentTemplates':
        return createTemplate(body);
      case 'GET experimentTemplates':
        return page('experimentTemplates', [...templates.values()].map(summary), token);
      case 'DELETE experimentTemplates one':
        return deleteTemplate(id);
      case 'POST experiments':
        return start(body);
      case 'GET experiments':
        return page('experiments', [...experiments.values()].filter(from(url)).map(summary), token);
      case 'GET experiments one':
        return { experiment: view(experiment(id)) };
      case 'DELETE experiments one':
        return stopOne(id);
      case 'GET experiments one resolvedTargets':
        return page('resolvedTargets', experiment(id).chosen.map(resolved), token);
      case 'GET safetyLevers one':
        return lever();
      case 'PATCH safetyLevers one state':
        mood.lever = (body.state as { status: 'engaged' | 'disengaged' }).status;
        return lever();
      default:
        throw new Refusal(403, 'AccessDeniedException', `This FIS does not do ${method} ${path}`);
    }
  };

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
    const isDone = trouble === undefined || trouble.afterEffect === true || trouble.answer === 'lost';
    for (const one of experiments.values()) await advance(one, effects, mood, now());
    const outcome = isDone ? outcomeOf(() => route(request)) : undefined;
    for (const one of experiments.values()) await advance(one, effects, mood, now());
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

type Start = {
  readonly experimentTemplateId?: string;
  readonly clientToken?: string;
  readonly tags?: Json;
  readonly experimentOptions?: { readonly actionsMode?: string };
};

const outcomeOf = (work: () => Json): Json | Refusal => {
  try {
    return work();
  } catch (failure) {
    if (failure instanceof Refusal) return failure;
    throw failure;
  }
};

const refuseTemplate = (given: Template, effects: FisWorld['effects'] = {}): void => {
  const { actions, targets = {}, stopConditions, roleArn, clientToken } = given;
  if (!actions || !stopConditions || !roleArn || !clientToken) throw invalid('a required member is missing');
  if (Object.keys(actions).length > 20) throw new Refusal(402, 'ServiceQuotaExceededException', '20 actions');
  for (const { resourceArns = [] } of Object.values(targets))
    if (resourceArns.length > 5) throw invalid('at most 5 resourceArns');
  for (const { actionId, parameters = {}, targets: used = {} } of Object.values(actions)) {
    const effect = effects[actionId];
    if (effect === undefined) throw invalid(`no action ${actionId}`);
    const unknown = Object.keys(parameters).find((name) => !effect.parameters.includes(name));
    const refusal = unknown ? `unexpected parameter ${unknown}` : effect.refusal?.(parameters);
    if (refusal) throw invalid(refusal);
    if (Object.values(used).some((name) => !Object.hasOwn(targets, name))) throw invalid('unknown target');
  }
};

const from = (url: URL) => {
  const wanted = url.searchParams.get('experimentTemplateId');
  return ({ experimentTemplateId }: Experiment) => wanted === null || wanted === experimentTemplateId;
};

// What the API model calls a summary; of anything else it says nothing.
const summary = (one: Template | Experiment) => {
  const { id, tags, state, experimentTemplateId, createdAtMs } = one as Partial<Experiment> & Template;
  return { id, tags, state, experimentTemplateId, creationTime: (Number(createdAtMs) || 0) / 1_000 };
};

const view = ({ chosen, mode, createdAtMs, ...rest }: Experiment): Json => ({
  ...rest,
  creationTime: createdAtMs / 1_000,
  experimentOptions: {
    accountTargeting: 'single-account',
    emptyTargetResolutionMode: 'fail',
    actionsMode: mode,
  },
});

const resolved = ({ name, type, arn }: Experiment['chosen'][number]) => ({
  targetName: name,
  resourceType: type,
  targetInformation: { arn },
});

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
