import type { Path } from '../../documents/problem.ts';
import { isMap, mapOf, type RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { fillInWord } from '../shared/placeholder.ts';
import { changed, type DraftNote, placed, refused } from './draft.ts';
import { wordOf } from './values.ts';

/** What `${…}` stands for. A secret is known by name only. */
export type Variables = {
  readonly values: ReadonlyMap<string, unknown>;
  readonly secrets: ReadonlySet<string>;
};

/** What `configuration` and `secrets` define. The value of a secret is never looked at. */
export const readVariables = (configuration: unknown, secrets: unknown): Variables => ({
  values: new Map(Object.entries(mapOf(configuration)).map(([name, given]) => [name, resolved(name, given)])),
  secrets: new Set(
    Object.entries(mapOf(secrets)).flatMap(([scope, names]) => [scope, ...Object.keys(mapOf(names))]),
  ),
});

const resolved = (name: string, given: unknown): unknown => {
  if (!isDynamic(given)) return given;
  return given.type === 'env' && given.default !== undefined ? given.default : fillInWord(name);
};

// https://chaostoolkit.org/reference/api/experiment/#configuration: any other map is a value.
const isDynamic = (given: unknown): given is RawMap =>
  isMap(given) && (given.type === 'env' || given.type === 'probe' || given.type === 'vault');

const REFERENCE = /\$\{([^${}]+)\}/g;

/** The same value with every `${…}` in it filled in. What is unknown, or secret, becomes a placeholder. */
export const filled = (value: unknown, variables: Variables): unknown => {
  if (typeof value === 'string') return filledText(value, variables);
  if (Array.isArray(value)) return value.map((item) => filled(item, variables));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, filled(of, variables)]));
};

const filledText = (text: string, variables: Variables): unknown => {
  const whole = /^\$\{([^${}]+)\}$/.exec(text.trim())?.[1];
  if (whole !== undefined) return known(whole.trim(), variables);
  return text.replace(REFERENCE, (_, name: string) => {
    const value = known(name.trim(), variables);
    return wordOf(value) ?? JSON.stringify(value);
  });
};

const known = (name: string, { values }: Variables): unknown => {
  const value = values.get(name);
  return value === undefined || value === null ? fillInWord(name) : value;
};

/** The names that a value refers to. */
export const namesIn = (value: unknown): readonly string[] =>
  [...JSON.stringify(value ?? null).matchAll(REFERENCE)].map(([, name = '']) => name.trim());

/** What becomes of every variable; `used` are the names that something refers to. */
export const variableNotes = (source: RawMap, used: ReadonlySet<string>): readonly Note[] => {
  const uses = { used, others: new Set(namesIn(source.configuration)) };
  return [
    ...placed(
      Object.entries(mapOf(source.configuration)).map(([name, given]) =>
        configurationNote(['configuration', name], name, given, uses),
      ),
      [],
    ),
    ...placed(
      Object.keys(mapOf(source.secrets)).map((scope) =>
        refused(
          ['secrets', scope],
          'no secret is copied, and none is needed: the faults are sent by the role that Firedrill is deployed with',
        ),
      ),
      [],
    ),
  ];
};

type Uses = {
  readonly used: ReadonlySet<string>;
  /** What only other variables refer to: probes that would have found their values. */
  readonly others: ReadonlySet<string>;
};

const configurationNote = (from: Path, name: string, given: unknown, { used, others }: Uses): DraftNote => {
  const own = OWN[name];
  if (own !== undefined) return own === REGION ? changed(from, ['faults'], own) : refused(from, own);
  const beside = others.has(name) ? ' but variables that are found by probes' : '';
  if (!used.has(name)) return refused(from, `nothing refers to \`${name}\`${beside}`);
  if (!isDynamic(given))
    return changed(from, [], `its value stands wherever \`\${${name}}\` stood: there are no variables here`);
  if (given.type === 'env' && given.default !== undefined)
    return changed(
      from,
      [],
      `its default stands wherever \`\${${name}}\` stood: the environment is not read, neither now nor in a run`,
    );
  const how = given.type === 'env' ? 'an environment variable' : `a ${String(given.type)}`;
  return changed(from, [], `it came from ${how}, so \`${fillInWord(name)}\` stands in its place`);
};

const REGION = 'its Region stands in every ARN';
const ROLE = 'the faults are sent by the role that Firedrill is deployed with';

const OWN: Readonly<Record<string, string>> = {
  aws_region: REGION,
  aws_profile_name: ROLE,
  aws_assume_role_arn: ROLE,
  aws_assume_role_session_name: ROLE,
};
