import { randomUUID } from 'node:crypto';
import type { FisEffect } from './fis-effects.ts';
import {
  type Experiment,
  experimentOf,
  type FisMood,
  isOver,
  type Json,
  stop,
  type Template,
} from './fis-model.ts';

/** A request as it came. */
export type FisRequest = { readonly method: string; readonly path: string; readonly body: Json };

/** What a FIS of ours is made of. */
export type FisWorld = {
  now(): number;
  readonly effects?: Readonly<Record<string, FisEffect>>;
  /** How much goes on a page of a list. */
  readonly pageSize?: number;
};

/** What FIS keeps, and what it answers. */
export type FisApi = {
  readonly templates: Map<string, Template>;
  readonly experiments: Map<string, Experiment>;
  readonly mood: FisMood;
  /** Throws a `Refusal` where FIS would refuse. */
  answer(request: FisRequest): Json;
};

/** A no of FIS's, in its own words. */
export class Refusal extends Error {
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

/** The operations of FIS that Firedrill uses, as its API model has them. */
export const fisApi = ({ now, effects = {}, pageSize = 2 }: FisWorld): FisApi => {
  const templates = new Map<string, Template>();
  const experiments = new Map<string, Experiment>();
  const mood: FisMood = {};

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
    const active = [...experiments.values()].filter((one) => !isOver(one));
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

  const answer = ({ method, path, body }: FisRequest): Json => {
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
        return page('resolvedTargets', experiment(id).chosen.map(resolved(mood)), token);
      case 'GET safetyLevers one':
        return lever();
      case 'PATCH safetyLevers one state':
        mood.lever = (body.state as { status: 'engaged' | 'disengaged' }).status;
        return lever();
      default:
        throw new Refusal(403, 'AccessDeniedException', `This FIS does not do ${method} ${path}`);
    }
  };

  return { templates, experiments, mood, answer };
};

type Start = {
  readonly experimentTemplateId?: string;
  readonly clientToken?: string;
  readonly tags?: Json;
  readonly experimentOptions?: { readonly actionsMode?: string };
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

const resolved =
  ({ tellBy = (arn) => ({ arn }) }: FisMood) =>
  ({ name, type, arn }: Experiment['chosen'][number]) => ({
    targetName: name,
    resourceType: type,
    targetInformation: tellBy(arn),
  });
