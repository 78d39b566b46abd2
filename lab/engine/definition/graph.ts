import { at, isObject } from '../json.ts';
import { compileJsonPathState } from '../jsonpath/states.ts';
import type { State, StateGraph, StateType } from '../machine.ts';
import { compileMap } from '../states/map.ts';
import { compileParallel } from '../states/parallel.ts';
import {
  type CompileState,
  compileChoice,
  compileFail,
  compilePass,
  compileSucceed,
} from '../states/simple.ts';
import { compileTask } from '../states/task.ts';
import { compileWait } from '../states/wait.ts';
import {
  allowOnly,
  type Context,
  complain,
  type Language,
  type Part,
  partOf,
  requiredText,
} from './context.ts';
import { compileCatchers, compileRetriers } from './recovery.ts';
import { assignedNames } from './variables.ts';

const COMMON = ['Type', 'Comment', 'QueryLanguage'];
const LEAVING = ['Next', 'End', 'Assign', 'Output'];
const RECOVERY = ['Retry', 'Catch'];

type Kind = { readonly compile: CompileState; readonly fields: readonly string[] };

const KINDS: Readonly<Record<StateType, Kind>> = {
  Pass: { compile: compilePass, fields: LEAVING },
  Task: {
    compile: compileTask,
    fields: [...LEAVING, ...RECOVERY, 'Resource', 'Arguments', 'TimeoutSeconds', 'HeartbeatSeconds'],
  },
  Choice: { compile: compileChoice, fields: ['Choices', 'Default', 'Assign', 'Output'] },
  Wait: { compile: compileWait, fields: [...LEAVING, 'Seconds', 'Timestamp'] },
  Succeed: { compile: compileSucceed, fields: ['Output'] },
  Fail: { compile: compileFail, fields: ['Error', 'Cause'] },
  Parallel: { compile: compileParallel, fields: [...LEAVING, ...RECOVERY, 'Branches', 'Arguments'] },
  Map: {
    compile: compileMap,
    fields: [
      ...LEAVING,
      ...RECOVERY,
      'Items',
      'ItemSelector',
      'ItemProcessor',
      'ItemBatcher',
      'MaxConcurrency',
      'ToleratedFailureCount',
      'ToleratedFailurePercentage',
      'Label',
    ],
  },
};

/** Compile StartAt and States of a machine, a branch or an item processor, and everything inside. */
export const compileGraph: Context['graph'] = (definition, pointer, context, extra) => {
  const part: Part = { fields: definition, pointer, context };
  allowOnly(part, ['StartAt', 'States', 'Comment', ...extra], 'a state machine');
  const startAt = requiredText(part, 'StartAt');
  const states = partOf(part, 'States');
  if (states === undefined) {
    context.report(pointer, "Field 'States' is missing");
    return { startAt, states: new Map() };
  }
  if (!Object.hasOwn(states.fields, startAt))
    complain(part, 'StartAt', `Missing 'StartAt' target: ${startAt}`);
  // What an enclosing graph assigns may be read in here, never assigned again.
  const outerNames = new Set([...context.outerNames, ...context.ownNames]);
  const inner = { ...context, outerNames, ownNames: assignedNames(states.fields) };
  return { startAt, states: compileStates({ ...states, context: inner }) };
};

const compileStates = (states: Part): StateGraph['states'] => {
  const compiled = new Map<string, State>();
  for (const [name, fields] of Object.entries(states.fields)) {
    const pointer = at(states.pointer, name);
    if (!isObject(fields)) {
      states.context.report(pointer, 'A state must be an object');
      continue;
    }
    const part = { fields, pointer, context: states.context };
    checkTargets(part, states);
    const state = compileState(name, part);
    if (state !== undefined) compiled.set(name, state);
  }
  return compiled;
};

const compileState = (name: string, part: Part): State | undefined => {
  const { Type: type } = part.fields;
  if (name.length > 80) part.context.report(part.pointer, 'The name of a state may have 80 characters');
  if (typeof type !== 'string' || !isType(type)) {
    complain(part, 'Type', `State type '${String(type)}' is not supported`);
    return undefined;
  }
  if (languageOf(part) === 'JSONPath') return compileJsonPathState(name, type, part);
  const { compile, fields } = KINDS[type];
  allowOnly(part, [...COMMON, ...fields], `a ${type} state`);
  const execute = compile(part);
  return { name, type, execute, retriers: compileRetriers(part), catchers: compileCatchers(part) };
};

const isType = (type: string): type is StateType => Object.hasOwn(KINDS, type);

const languageOf = (part: Part): Language => {
  const { machineLanguage } = part.context;
  const { QueryLanguage: language = machineLanguage } = part.fields;
  if (language !== 'JSONata' && language !== 'JSONPath') {
    complain(part, 'QueryLanguage', "QueryLanguage must be 'JSONata' or 'JSONPath'");
    return machineLanguage;
  }
  if (machineLanguage === 'JSONata' && language === 'JSONPath') {
    complain(part, 'QueryLanguage', "A JSONata state machine cannot hold a 'JSONPath' state");
  }
  return language;
};

const checkTargets = (state: Part, states: Part): void => {
  const check = (target: unknown, pointer: string, key: string) => {
    if (typeof target === 'string' && !Object.hasOwn(states.fields, target)) {
      state.context.report(at(pointer, key), `Missing '${key}' target: ${target}`);
    }
  };
  check(state.fields.Next, state.pointer, 'Next');
  check(state.fields.Default, state.pointer, 'Default');
  for (const key of ['Choices', 'Catch']) {
    const list = state.fields[key];
    if (!Array.isArray(list)) continue;
    for (const [index, item] of list.entries()) {
      if (isObject(item)) check(item.Next, at(at(state.pointer, key), index), 'Next');
    }
  }
};
