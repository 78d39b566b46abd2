import { isPlaceholder } from '../import/shared/placeholder.ts';

// What templates and examples leave to be filled in. `{{ssm:…}}` is for Systems Manager to fill in.
const LEFT =
  /<[A-Za-z][\w ./:-]*>|\$\{[^}]*\}|\{\{(?!\s*ssm)[^}]*\}\}|\b(TODO|FIXME|CHANGE[-_]?ME|REPLACE([-_]?(ME|WITH|THIS)\w*)?|PLACEHOLDER|YOUR[-_][A-Z_-]+)\b/;

/** The part of a text that somebody was to fill in; undefined where there is none. */
export const leftOver = (text: string): string | undefined => {
  if (!isPlaceholder(text)) return LEFT.exec(text)?.[0];
  return /^fill-in\b/i.test(text) ? text : /\bfill-in[\w-]*/i.exec(text)?.[0];
};
