import { NotFound } from '../errors.ts';
import type { DefinitionRef, DeployedSchedule, Fronts, Occurrences } from '../fronts.ts';
import type { Ports } from '../ports.ts';
import { requestRun } from '../protocol/request.ts';
import type { Refusal } from '../run.ts';
import { mostLateMs } from './lateness.ts';
import { triggerId } from './trigger-id.ts';

/** What firing takes beside the ports of a run. */
export type Firing = {
  readonly definitions: Pick<Fronts['definitions'], 'get' | 'list'>;
  readonly schedules: Pick<Fronts['schedules'], 'get'>;
  readonly occurrences: Pick<Occurrences, 'skippedBy'>;
};

/** One moment at which a schedule falls due. */
export type Occurrence = DefinitionRef & { readonly atMs: number };

/** What came of it. */
export type Fired =
  | { readonly id: string; readonly barred?: Refusal }
  | { readonly paused: NonNullable<DeployedSchedule['paused']> };

/** The id of the run of an occurrence. */
export const occurrenceId = ({ kind, name, atMs }: Occurrence): string =>
  triggerId(kind, atMs, ['schedule', name, String(atMs)]);

/**
 * Starts the one run of an occurrence; again, it is the same run. One that somebody has skipped, or that comes too late, is
 * put on record and not run. A paused schedule starts nothing. Throws where there is no such schedule, or nothing deployed.
 */
export const fireOccurrence = async (
  ports: Ports,
  { definitions, schedules, occurrences }: Firing,
  occurrence: Occurrence,
): Promise<Fired> => {
  const { kind, name, atMs } = occurrence;
  const ref = { kind, name };
  const deployed = await schedules.get(ref);
  if (deployed === undefined) throw new NotFound(`${kind} ${name} has no schedule`);
  if (deployed.paused) return { paused: deployed.paused };
  const skippedBy = await occurrences.skippedBy(ref, atMs);
  const barred =
    skippedBy === undefined
      ? late(deployed, atMs, ports.clock.now())
      : { guard: 'skipped', reason: `this occurrence was skipped by ${skippedBy}` };
  const id = occurrenceId(occurrence);
  const trigger = { kind: 'schedule', actor: `schedule ${name} at ${isoOf(atMs)}` } as const;
  await requestRun(ports, definitions, { ...ref, id, trigger, ...(barred && { barred }) });
  return { id, ...(barred && { barred }) };
};

const late = ({ schedule }: DeployedSchedule, atMs: number, nowMs: number): Refusal | undefined =>
  nowMs - atMs <= mostLateMs(schedule)
    ? undefined
    : {
        guard: 'late',
        reason: `missed: it was due at ${isoOf(atMs)}, and nobody started it by ${isoOf(nowMs)}`,
      };

const isoOf = (atMs: number): string => new Date(atMs).toISOString().replace('.000Z', 'Z');
