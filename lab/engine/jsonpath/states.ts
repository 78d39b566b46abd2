import { allowOnly, numberField, type Part, partsOf, requiredText } from '../definition/context.ts';
import { compileRetriers, errorNames } from '../definition/recovery.ts';
import { nextOf } from '../definition/transition.ts';
import { assignPart } from '../definition/variables.ts';
import { MAX_SECONDS } from '../limits.ts';
import type { Catcher, Outcome, State, StateType, Variables, Visit } from '../machine.ts';
import { sleepUntil } from '../scope.ts';
import { compileFail } from '../states/simple.ts';
import { compileResource, issueToken, runResource } from '../states/task.ts';
import { compileUntil } from '../states/wait.ts';
import { compilePaths, pathsField, placeField, selectField } from './template.ts';

type Fields = readonly string[];
const COMMON: Fields = ['Type', 'Comment', 'QueryLanguage'];
const PATHS: Fields = ['InputPath', 'OutputPath'];
const SHAPED: Fields = [...PATHS, 'Parameters', 'ResultPath', 'Assign', 'Next', 'End'];

const FIELDS: Partial<Readonly<Record<StateType, Fields>>> = {
  Pass: [...SHAPED, 'Result'],
  Task: [...SHAPED, 'ResultSelector', 'Resource', 'TimeoutSeconds', 'HeartbeatSeconds', 'Retry', 'Catch'],
  Wait: [...PATHS, 'Seconds', 'Timestamp', 'Assign', 'Next', 'End'],
  Succeed: PATHS,
  Fail: ['Error', 'Cause'],
};

/** Compile a state written in JSONPath: simple states with simple paths, and a complaint about anything more. */
export const compileJsonPathState = (name: string, type: StateType, part: Part): State | undefined => {
  const fields = FIELDS[type];
  if (fields === undefined) {
    part.context.report(part.pointer, `A ${type} state is supported in JSONata only`);
    return undefined;
  }
  allowOnly(part, [...COMMON, ...fields], `a JSONPath ${type} state`);
  const retriers = type === 'Task' ? compileRetriers(part) : [];
  return { name, type, execute: compileExecute(type, part), retriers, catchers: compileCatchers(part) };
};

const compileExecute = (type: StateType, part: Part): State['execute'] => {
  if (type === 'Fail') return compileFail(part);
  const work = compileWork(type, part);
  const input = selectField(part, 'InputPath');
  const parameters = pathsField(part, 'Parameters');
  const selector = pathsField(part, 'ResultSelector');
  const put = placeField(part);
  const output = selectField(part, 'OutputPath');
  const assign = compileAssign(part);
  const next = type === 'Succeed' ? undefined : nextOf(part);
  return async (visit) => {
    work.prepare?.(visit);
    const selected = input(visit, visit.input);
    const given = parameters === undefined ? selected : parameters(visit, selected);
    const raw = await work.perform(visit, given);
    const result = selector === undefined ? raw : selector(visit, raw);
    const placed = put(visit.input, result);
    return leaving(output(visit, placed), next, assign(visit, result));
  };
};

const leaving = (output: unknown, next: string | undefined, assigned: Variables | undefined): Outcome => ({
  output,
  next,
  ...(assigned === undefined ? {} : { assigned }),
});

const compileAssign = (part: Part): ((visit: Visit, value: unknown) => Variables | undefined) => {
  const assign = assignPart(part);
  if (assign === undefined) return () => undefined;
  const template = compilePaths(assign.fields, assign.pointer, assign.context);
  return (visit, value) => template(visit, value) as Variables;
};

type Work = {
  readonly prepare?: (visit: Visit) => void;
  readonly perform: (visit: Visit, given: unknown) => Promise<unknown>;
};

const compileWork = (type: StateType, part: Part): Work => {
  if (type === 'Task') return compileCall(part);
  if (type === 'Wait') {
    const until = compileUntil(part);
    const perform: Work['perform'] = async (visit, given) => {
      await sleepUntil(visit.flow.scope, visit.flow.run.world.clock, await until(visit));
      return given;
    };
    return { perform };
  }
  const { Result: result } = part.fields;
  return { perform: async (_visit, given) => (result === undefined ? given : result) };
};

const compileCall = (part: Part): Work => {
  const resource = compileResource(part, 'Parameters');
  const seconds = { min: 1, max: MAX_SECONDS, integer: true };
  const patience = {
    timeoutSeconds: numberField(part, 'TimeoutSeconds', seconds),
    heartbeatSeconds: numberField(part, 'HeartbeatSeconds', seconds),
  };
  return {
    // The parameters may hold the token, so it comes first.
    prepare: (visit) => issueToken(visit, resource),
    perform: (visit, given) => runResource(visit, resource, given, patience),
  };
};

const compileCatchers = (part: Part): readonly Catcher[] =>
  partsOf(part, 'Catch').map((catcher, index, all) => {
    allowOnly(catcher, ['ErrorEquals', 'Next', 'ResultPath', 'Assign', 'Comment'], 'a JSONPath catcher');
    const next = requiredText(catcher, 'Next');
    const put = placeField(catcher);
    const assign = compileAssign(catcher);
    return {
      errors: errorNames(catcher, index === all.length - 1),
      handle: async (visit, error) => leaving(put(visit.input, error), next, assign(visit, error)),
    };
  });
