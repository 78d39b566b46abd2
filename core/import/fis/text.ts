import { isMap } from '../../documents/raw.ts';
import { fillInWord, isPlaceholder } from '../shared/placeholder.ts';

/** A value of a template as the text FIS wants; undefined where there is none in it. */
export const asText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return isMap(value) || Array.isArray(value) ? JSON.stringify(value) : undefined;
};

// What tools and people leave for later: `${var.id}`, `{{ id }}`, `<your id>`, `YOUR_ID`, `__ID__`, `[ACCOUNT_ID]`, `$ID`.
const EXPRESSION =
  /\$\{([^}]*)\}|\{\{([^}]*)\}\}|<([A-Za-z][\w .:-]*)>|\[([A-Z][A-Z_]{2,})\]|__([A-Z][A-Z0-9_]+)__|%([A-Z][A-Z_]{2,})%|\$([A-Z][A-Z0-9_]+)\b|\b((?:YOUR|MY|REPLACE|CHANGE|INSERT|TODO)(?:[-_][A-Za-z]+)+)\b/g;

/** A text with what somebody has yet to fill in made one of our placeholders. */
export const withPlaceholders = (text: string): string =>
  text.replace(EXPRESSION, (whole, ...groups: readonly unknown[]) =>
    fillInWord(String(groups.slice(0, 8).find((group) => group !== undefined) ?? whole)),
  );

/** Whether a text waits for somebody to fill it in, in our words or another tool's. */
export const isUnknown = (text: string): boolean => isPlaceholder(withPlaceholders(text));

/** Whether our documents can hold a text: FIS's own limit is 1,024 characters, ours as many bytes. */
export const fits = (text: string): boolean => new TextEncoder().encode(text).length <= 1024;
