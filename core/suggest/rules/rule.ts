import type { Scene } from '../scene.ts';
import type { Need, Suggestion } from '../suggestion.ts';
import { zoneToLose } from '../zones.ts';

/** What is worth trying on one kind of system. */
export type Rule = (scene: Scene) => readonly Suggestion[];

/** A need where something is so, nothing where it is not. */
export const needIf = (
  isSo: boolean | undefined,
  severity: Need['severity'],
  what: string,
  where: () => Need['where'],
  fix: string,
): Need | false => (isSo === true ? { what, severity, where: where(), fix } : false);

/** The zone that a document names, the remark on it, and what is needed where it is a guess. */
export const zoneFor = (scene: Scene, at: () => Need['where']) => {
  const { name, guessed } = zoneToLose(scene);
  return {
    zone: name,
    need: needIf(
      guessed,
      'must',
      'the template does not name its zones, so the one to lose is a guess',
      at,
      'put its name in, or give it with `--zone`',
    ),
    remark: guessed ? 'The zone to lose: put in one of yours.' : 'The zone to lose.',
  };
};
