import type { Path } from '../../documents/problem.ts';
import { mapOf, type RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { type Call, callOf } from './calls.ts';
import { changed, type DraftNote, placed, type Refusal, refused } from './draft.ts';
import { foundIn } from './found.ts';
import type { Variables } from './variables.ts';

/** What becomes of rollbacks: Firedrill derives its own from what it really did. `ids`: what became faults. */
export const rollbackNotes = (
  source: RawMap,
  variables: Variables,
  ids: ReadonlySet<string>,
): readonly Note[] =>
  foundIn(source, source.rollbacks, ['rollbacks']).flatMap(({ node, at, own }) => {
    const call = callOf(mapOf(node.provider), [...at, 'provider'], variables);
    return placed([rollbackNote(own, call, ids)], []);
  });

const NOTHING_ELSE = 'Firedrill undoes what it did, verifies it, and does nothing else at the end';

const rollbackNote = (at: Path, call: Call | Refusal, ids: ReadonlySet<string>): DraftNote => {
  if ('why' in call) return refused(at, `rollback: ${call.why}; ${NOTHING_ELSE}`, call.instead);
  const { becomes, id } = call.activity;
  if (becomes.as !== 'undo' && !ids.has(id))
    return refused(at, `rollback: \`${id}\` is no undo of anything here; ${NOTHING_ELSE}`);
  return changed(
    at,
    ['faults'],
    `the rollback \`${id}\` is replaced: Firedrill puts back what it changed, as it was before, in reverse order, whatever happens, and verifies it`,
  );
};
