import type { Path } from '../../documents/problem.ts';
import { isMap, type RawMap } from '../../documents/raw.ts';
import { formatDuration } from '../../duration.ts';
import { changed, type DraftNote } from './draft.ts';
import type { Found } from './found.ts';
import { booleanOf, numberOf, wordOf } from './values.ts';
import { filled, type Variables } from './variables.ts';

/** An activity of the method with its moment; the pauses that make it are all there is to know of time. */
export type Timed = {
  readonly found: Found;
  readonly startMs: number;
  readonly notes: readonly DraftNote[];
  readonly isPause?: true;
};

/** The moments of a method. One activity follows the other, but for those in the background. */
export const timelineOf = (
  found: readonly Found[],
  variables: Variables,
): { readonly activities: readonly Timed[]; readonly endMs: number } => {
  let nowMs = 0;
  let latestMs = 0;
  const activities = found.map((one): Timed => {
    const { before, after, notes } = pausesOf(one, variables);
    const paused = pauseActivity(one, variables);
    if (paused !== undefined) {
      nowMs += paused.ms;
      latestMs = Math.max(latestMs, nowMs);
      return { found: one, startMs: nowMs, notes: paused.notes, isPause: true };
    }
    const background = booleanOf(one.node.background) === true;
    const startMs = nowMs + before;
    if (!background) nowMs = startMs + after;
    latestMs = Math.max(latestMs, startMs + after);
    return { found: one, startMs, notes: [...notes, ...backgroundNotes(one, background)] };
  });
  return { activities, endMs: latestMs };
};

// No activity of Chaos Toolkit's, but people write it, and mean it.
const pauseActivity = ({ node, own }: Found, variables: Variables) =>
  node.type === 'pause' && node.provider === undefined
    ? pauseOf(node.duration ?? 0, own, variables)
    : undefined;

const backgroundNotes = ({ node, at }: Found, background: boolean): readonly DraftNote[] =>
  node.background === undefined
    ? []
    : [
        changed(
          [...at, 'background'],
          ['faults'],
          background
            ? 'no fault waits for another one here; `startAfter` says when each begins'
            : 'as every fault here',
        ),
      ];

const pausesOf = ({ node, at }: Found, variables: Variables) => {
  const pauses: RawMap = isMap(node.pauses) ? node.pauses : {};
  const [before, after] = ['before', 'after'].map((name) =>
    pauseOf(pauses[name], [...at, 'pauses', name], variables),
  );
  return {
    before: before?.ms ?? 0,
    after: after?.ms ?? 0,
    notes: [...(before?.notes ?? []), ...(after?.notes ?? [])],
  };
};

const pauseOf = (
  given: unknown,
  at: Path,
  variables: Variables,
): { ms: number; notes: readonly DraftNote[] } | undefined => {
  if (given === undefined || given === null) return undefined;
  const seconds = numberOf(filled(given, variables));
  if (seconds === undefined || seconds < 0)
    return {
      ms: 0,
      notes: [
        changed(
          at,
          ['faults'],
          `the pause is ${wordOf(given) ?? 'no number'}, so it counts as none: check \`startAfter\` and the durations`,
        ),
      ],
    };
  const ms = Math.round(seconds * 1000);
  return {
    ms,
    notes: [
      changed(at, ['faults'], `the pause of ${formatDuration(ms)} is in \`startAfter\` and in the durations`),
    ],
  };
};
