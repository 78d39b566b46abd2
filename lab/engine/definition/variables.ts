import { isObject, type JsonObject } from '../json.ts';
import { type Context, complain, type Part, partOf } from './context.ts';

/** The names that the states of a graph assign, without those of the graphs inside them. */
export const assignedNames = (states: JsonObject): ReadonlySet<string> =>
  new Set(
    Object.values(states)
      .filter(isObject)
      .flatMap((state) => [state, ...objectsIn(state.Choices), ...objectsIn(state.Catch)])
      .flatMap(({ Assign }) =>
        isObject(Assign) ? Object.keys(Assign).map((key) => key.replace(/\.\$$/, '')) : [],
      ),
  );

const objectsIn = (list: unknown): readonly JsonObject[] =>
  Array.isArray(list) ? list.filter(isObject) : [];

/** The Assign field of a part, after checking that each name may be assigned here. */
export const assignPart = (part: Part): Part | undefined => {
  const assign = partOf(part, 'Assign');
  for (const key of Object.keys(assign?.fields ?? {})) {
    const message = assign && objection(key.replace(/\.\$$/, ''), assign.context);
    if (assign && message !== undefined) complain(assign, key, message);
  }
  return assign;
};

const objection = (name: string, { outerNames }: Context): string | undefined => {
  if (name === 'states') return "The variable name 'states' is reserved";
  if (!/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u.test(name)) return `'${name}' is not a variable name`;
  return outerNames.has(name)
    ? `The variable name '${name}' was already defined in a parent scope`
    : undefined;
};
