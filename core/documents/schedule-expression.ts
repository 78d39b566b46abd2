import type { Parsed } from '../parsed.ts';
import { parseExpression } from '../schedule/expression.ts';
import { quote } from './quote.ts';

/** An expression of EventBridge Scheduler. */
export const parseSchedule = (text: string): Parsed<string> => {
  const parsed = parseExpression(text);
  return parsed.ok
    ? { ok: true, value: text }
    : { ok: false, message: `${quote(text)} ${parsed.message}`, fix: parsed.fix };
};
