import { about, type Finding } from './problem.ts';
import { quote } from './quote.ts';
import type { RawMap } from './raw.ts';
import { nearest } from './suggest.ts';

/** The kinds of document there are. */
export type Kind = 'Experiment' | 'GameDay';

const KINDS: readonly Kind[] = ['Experiment', 'GameDay'];

/** What a document is; where it does not say so, what it is most likely meant to be, so that the rest can be checked. */
export const readKind = (
  document: RawMap,
): { readonly kind?: Kind; readonly findings: readonly Finding[] } => {
  const { kind } = document;
  const exact = KINDS.find((known) => known === kind);
  if (exact) return { kind: exact, findings: [] };
  if (kind === undefined) return { ...byKeys(document), findings: [MISSING] };
  const near = typeof kind === 'string' ? nearest(kind, KINDS) : undefined;
  const finding: Finding = {
    path: ['kind'],
    message: about(['kind'], `${quote(kind)} is no kind of document`),
    fix: near ? `did you mean \`${near}\`?` : 'write `Experiment` or `GameDay`',
  };
  const meant = KINDS.find((known) => known === near);
  return { ...(meant ? { kind: meant } : byKeys(document)), findings: [finding] };
};

const MISSING: Finding = {
  path: ['kind'],
  message: '`kind` is missing',
  fix: 'add `kind: Experiment` or `kind: GameDay`',
};

const byKeys = (document: RawMap): { readonly kind?: Kind } => {
  if (Object.hasOwn(document, 'steps')) return { kind: 'GameDay' };
  return Object.hasOwn(document, 'steadyState') || Object.hasOwn(document, 'faults')
    ? { kind: 'Experiment' }
    : {};
};
