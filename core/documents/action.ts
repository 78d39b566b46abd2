import type { Parsed } from '../parsed.ts';
import { KNOWN_ACTIONS } from './known-actions.ts';
import { quote } from './quote.ts';
import { nearest } from './suggest.ts';

/** The form of an action id. */
export const ACTION = /^(aws:[a-z0-9-]+:[a-z0-9-]+|[a-z0-9-]+\/[a-z0-9-]+)$/;

/** An action id. AWS adds actions, so an unknown one passes, unless it is a known one misspelt. */
export const parseAction = (text: string): Parsed<string> => {
  if (KNOWN_ACTIONS.has(text)) return { ok: true, value: text };
  if (ACTION.test(text) && nearest(text, KNOWN_ACTIONS, 2) === undefined) return { ok: true, value: text };
  const near = nearest(text, KNOWN_ACTIONS);
  return {
    ok: false,
    message: `${quote(text)} is not an action`,
    fix: near
      ? `did you mean \`${near}\`?`
      : 'write one such as `aws:ec2:stop-instances` or `lambda/concurrency`',
  };
};
