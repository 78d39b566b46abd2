import { nearest } from '../documents/suggest.ts';
import type { DefinitionKind } from '../fronts.ts';
import { code } from './text.ts';

/** What a slash command asks for. */
export type Command =
  | { readonly verb: 'run'; readonly name: string; readonly kind?: DefinitionKind }
  | { readonly verb: 'stop'; readonly id: string; readonly reason: string }
  | { readonly verb: 'status'; readonly id?: string }
  | { readonly verb: 'list' }
  | { readonly verb: 'pull' | 'release'; readonly scope: string; readonly reason: string }
  | { readonly verb: 'help' }
  | { readonly verb: 'mistaken'; readonly why: string };

const verbs = ['run', 'stop', 'status', 'list', 'lever', 'help'] as const;

/** Reads the words after `/firedrill`. What cannot be understood comes with what was probably meant. */
export const readWords = (text: string): Command => {
  const [verb = 'help', ...rest] = text.trim().split(/\s+/).filter(Boolean);
  const [first, ...more] = rest;
  switch (verb.toLowerCase()) {
    case 'help':
      return { verb: 'help' };
    case 'list':
      return { verb: 'list' };
    case 'status':
      return { verb: 'status', ...(first !== undefined && { id: first }) };
    case 'run':
      return rest.length === 1 && first !== undefined
        ? named(first)
        : mistaken('say what to run, as in `/firedrill run <name>`; `/firedrill list` shows what there is');
    case 'stop':
      return first === undefined
        ? mistaken('say what to stop, as in `/firedrill stop <run>`, or `/firedrill stop all`')
        : { verb: 'stop', id: first, reason: more.join(' ') };
    case 'lever':
      return lever(rest);
    default: {
      const near = nearest(verb, verbs);
      return mistaken(
        `there is no ${code(verb, 40)}${near ? `; did you mean \`/firedrill ${near}\`?` : ''}. See \`/firedrill help\``,
      );
    }
  }
};

const named = (word: string): Command => {
  const [, kind, name] = /^(experiment|gameday):(.+)$/i.exec(word) ?? [];
  if (name === undefined) return { verb: 'run', name: word };
  return { verb: 'run', name, kind: kind?.toLowerCase() === 'gameday' ? 'GameDay' : 'Experiment' };
};

const scopes = /^(global|(service|experiment):\S+)$/;

const lever = ([what = '', scope = '', ...reason]: readonly string[]): Command => {
  const verb = what.toLowerCase();
  if (verb !== 'pull' && verb !== 'release')
    return mistaken('a lever is pulled or released: `/firedrill lever pull <scope> <reason>`');
  if (!scopes.test(scope))
    return mistaken(
      `${code(scope, 40)} is no scope of a lever; write \`global\`, \`service:<owner>\` or \`experiment:<name>\``,
    );
  if (reason.length === 0 && verb === 'release')
    return mistaken('say why it is safe now: `/firedrill lever release <scope> <reason>`');
  return { verb, scope, reason: reason.join(' ') || 'pulled from Slack' };
};

const mistaken = (why: string): Command => ({ verb: 'mistaken', why });
