import { at, isObject } from '../json.ts';

const PLACEHOLDER = /\$\{([A-Za-z0-9_.:-]+)\}/g;

type Report = (pointer: string, message: string) => void;

/** Fill the `${Name}` placeholders of a definition, as CloudFormation's DefinitionSubstitutions does. */
export const substitute = (
  value: unknown,
  substitutions: Readonly<Record<string, string>>,
  report: Report,
  pointer = '',
): unknown => {
  if (typeof value === 'string') return filled(value, substitutions, (message) => report(pointer, message));
  if (Array.isArray(value)) {
    return value.map((item, index) => substitute(item, substitutions, report, at(pointer, index)));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      substitute(item, substitutions, report, at(pointer, key)),
    ]),
  );
};

const filled = (
  text: string,
  substitutions: Readonly<Record<string, string>>,
  complain: (message: string) => void,
): string =>
  text.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = Object.hasOwn(substitutions, name) ? substitutions[name] : undefined;
    if (value !== undefined) return value;
    complain(`No substitution is given for '${placeholder}'`);
    return placeholder;
  });
