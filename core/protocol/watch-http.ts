import type { HttpProbe } from '../experiment.ts';
import { follow, judgeAnswer, type ProbeStatus } from '../judgement.ts';
import type { Clock, HttpProbes } from '../ports.ts';
import type { HandedReading } from './on-signal.ts';

/** What the watcher needs: it can ask, and hand readings on; nothing else. */
export type WatchNeeds = {
  readonly clock: Clock;
  readonly http: HttpProbes;
  /** False when nobody wants any more. */
  readonly hand: (handed: HandedReading) => Promise<boolean>;
};

/** Asks every HTTP probe at its own pace until nobody wants readings any more or its time is up. */
export const watchHttp = async (
  needs: WatchNeeds,
  runId: string,
  probes: readonly HttpProbe[],
  untilMs: number,
): Promise<void> => {
  const { clock, http, hand } = needs;
  const statuses = new Map<string, ProbeStatus>();
  let wanted = true;
  await Promise.all(
    probes.map((probe) => {
      const judge = follow(probe);
      return paced(
        clock,
        probe.everyMs,
        () => wanted && clock.now() < untilMs,
        async () => {
          const atMs = clock.now();
          const reading = judgeAnswer(probe, await http.ask(probe), atMs);
          statuses.set(probe.name, judge(reading));
          wanted = (await hand({ runId, reading, statuses: [...statuses.values()] })) && wanted;
        },
      );
    }),
  );
};

// The pace is a timetable, not a pause: a slow answer must not stretch the time between readings.
const paced = async (
  clock: Clock,
  everyMs: number,
  goesOn: () => boolean,
  take: () => Promise<void>,
): Promise<void> => {
  const open = new Set<Promise<void>>();
  let failure: unknown;
  let dueMs = clock.now();
  while (goesOn()) {
    // A reading that is not taken is a gap in the stream: the next one may be, and too many are silence.
    const taken: Promise<void> = take()
      .then(
        () => {
          failure = undefined;
        },
        (cause: unknown) => {
          failure = cause;
        },
      )
      .finally(() => open.delete(taken));
    open.add(taken);
    dueMs = Math.max(dueMs + everyMs, clock.now());
    await clock.sleep(dueMs - clock.now());
  }
  await Promise.all(open);
  if (failure !== undefined) throw failure;
};
