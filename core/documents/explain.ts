import type * as z from 'zod';
import { type Checked, explainType } from './explain-type.ts';
import { about, type Finding, type Path, pointerOf } from './problem.ts';
import { alternatives, quote } from './quote.ts';
import { valueAt } from './raw.ts';
import { keysAt, schemaAt } from './schema-at.ts';
import { nearest } from './suggest.ts';

/** What a schema's issues mean to the author. */
export const explain = (issues: readonly z.core.$ZodIssue[], checked: Checked): readonly Finding[] => {
  const findings = issues.flatMap((issue) => explainIssue(issue, checked));
  const misspelt = new Set(findings.flatMap(({ meant }) => (meant ? [pointerOf(meant)] : [])));
  return findings.filter(({ path }) => !misspelt.has(pointerOf(path)));
};

const explainIssue = (issue: z.core.$ZodIssue, checked: Checked): readonly Finding[] => {
  const path = pathOf(issue);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, checked));
    case 'invalid_type':
      return [explainType(issue.expected, path, checked)];
    case 'invalid_value':
      return [oneOf(issue.values.map(String), path, checked)];
    case 'too_small':
      return [tooSmall(issue, path, checked)];
    case 'too_big':
      return [tooBig(issue, path, checked)];
    case 'invalid_union':
      return union(issue, path, checked);
    case 'invalid_key':
      return issue.issues
        .flatMap((inner) => explainIssue(inner, checked))
        .map((finding) => ({ ...finding, path, on: 'key' }));
    case 'custom':
      return [custom(issue, path)];
    default:
      return [{ path, message: about(path, issue.message), fix: 'see the description of the field' }];
  }
};

const pathOf = ({ path }: z.core.$ZodIssue): Path =>
  path.map((step) => (typeof step === 'number' ? step : String(step)));

const unknownKey = (key: string, path: Path, { schema, value }: Checked): Finding => {
  const map = valueAt(value, path);
  const known = keysAt(schemaAt(schema, path, value), map).filter((name) => name !== '$schema');
  const free = known.filter((name) => valueAt(map, [name]) === undefined);
  // `startAfterDelay` is no slip of the fingers: whoever wrote it remembers more than there is.
  const near = nearest(key, free) ?? free.find((name) => isBegunWith(key, name));
  return {
    ...{ path: [...path, key], on: 'key' },
    message: about(path, `there is no key ${quote(key)} here`),
    ...(near
      ? { fix: `did you mean \`${near}\`?`, meant: [...path, near] }
      : { fix: `known are ${alternatives(known)}` }),
  };
};

const isBegunWith = (key: string, name: string): boolean =>
  name.length > 4 && key.startsWith(name) && key.length <= 2 * name.length;

const oneOf = (words: readonly string[], path: Path, { value }: Checked): Finding => {
  const given = valueAt(value, path);
  if (given === undefined) return missingChoice(words, path);
  const near = typeof given === 'string' ? nearest(given, words) : undefined;
  return {
    path,
    message: about(path, `${quote(given)} is none of the choices`),
    fix: near ? `did you mean \`${near}\`?` : `write ${alternatives(words)}`,
  };
};

const missingChoice = (words: readonly string[], path: Path): Finding => ({
  path,
  message: about(path.slice(0, -1), `\`${path.at(-1)}\` is missing`),
  fix: `add \`${path.at(-1)}: ${words[0]}\` (or ${alternatives(words.slice(1))})`,
});

const tooSmall = (
  { origin, minimum, inclusive }: z.core.$ZodIssueTooSmall,
  path: Path,
  { value }: Checked,
): Finding =>
  origin === 'array'
    ? { path, message: about(path, 'the list is empty'), fix: 'add at least one entry' }
    : {
        path,
        message: about(path, `${quote(valueAt(value, path))} is too small`),
        fix: `write ${inclusive ? `${minimum} or more` : `more than ${minimum}`}`,
      };

const tooBig = ({ origin, maximum }: z.core.$ZodIssueTooBig, path: Path, { value }: Checked): Finding => {
  const given = valueAt(value, path);
  return origin === 'array' && Array.isArray(given)
    ? { path, message: about(path, `the list has ${given.length} entries`), fix: `keep at most ${maximum}` }
    : { path, message: about(path, `${quote(given)} is too large`), fix: `write at most ${maximum}` };
};

const union = (issue: z.core.$ZodIssueInvalidUnion, path: Path, checked: Checked): readonly Finding[] => {
  if ('options' in issue && Array.isArray(issue.options))
    return [oneOf(issue.options.map(String), path, checked)];
  // The kind the author meant is the one that is wrong in more than its type.
  const meant = issue.errors.filter((branch) =>
    branch.some((inner) => inner.code !== 'invalid_type' || inner.path.length > 0),
  );
  return [...meant, ...issue.errors]
    .slice(0, 1)
    .flat()
    .flatMap((inner) => explainIssue({ ...inner, path: [...issue.path, ...inner.path] }, checked));
};

const custom = (issue: z.core.$ZodIssueCustom, path: Path): Finding => {
  const { fix } = { ...issue.params };
  return { path, message: about(path, issue.message), fix: String(fix) };
};
