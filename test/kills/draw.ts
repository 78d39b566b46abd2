import { seededRandom } from '../../lab/network/seeded-random.ts';
import { FAULT_NAMES, type FaultName } from './faults.ts';

/** Who is killed: the orchestrator, the keeper (and with it the whole lab), or one process of the lab. */
export type Victim = 'orchestrator' | 'keeper' | Part;

/** A process of the lab that the keeper has to replace. */
export type Part = (typeof parts)[number];

const parts = ['load-balancer', 'web', 'network', 'database', 'orders', 'users'] as const;

/** One kill -9, as its seed has it. */
export type Kill = {
  readonly number: number;
  readonly fault: FaultName;
  readonly victims: readonly Victim[];
  /** So many milliseconds after the run's first journal entry of this kind, or after its `start`. */
  readonly moment: { readonly kind: string; readonly afterMs: number };
  /** Which of several processes of a part, from 0 to below 1. */
  readonly which: number;
  /** Whether the lab is ended afterwards though it survives. */
  readonly down: boolean;
};

// As often as each is here, so often it is drawn: most kills while a fault is in.
const moments = [
  ...['start', 'planned', 'checking-steady-state', 'before-image', 'dead-man-armed'],
  ...['fault-intended', 'fault-injected', 'fault-injected', 'fault-proven', 'fault-proven', 'fault-proven'],
  ...['reverting', 'undo', 'fault-verified', 'awaiting-recovery', 'recovered', 'concluded'],
] as const;

const LAB_START_MS = 4_000;
const STEP_MS = 600;

/** The n-th kill of a seed; the same whichever others are made. */
export const drawKill = (seed: number, number: number): Kill => {
  const random = seededRandom(seed * 100_003 + number);
  const oneOf = <T>(choices: readonly [T, ...T[]]): T =>
    choices[Math.floor(random() * choices.length)] ?? choices[0];
  const part = oneOf(parts);
  const victims = oneOf<readonly Victim[]>([
    ...([['orchestrator'], ['orchestrator'], [part], [part]] as const),
    ...([['orchestrator', part], ['orchestrator', part], ['keeper'], ['orchestrator', 'keeper']] as const),
  ]);
  const kind = oneOf(moments);
  const afterMs = Math.floor(random() * (kind === 'start' ? LAB_START_MS : STEP_MS));
  const fault = FAULT_NAMES[number % FAULT_NAMES.length] ?? 'instance stopped';
  return { number, fault, victims, moment: { kind, afterMs }, which: random(), down: random() < 0.25 };
};

/** A kill in a few words. */
export const inWords = ({ victims, moment: { kind, afterMs }, fault }: Kill): string =>
  `${fault.padEnd(21)}  ${victims.join(' + ').padEnd(28)}  ${`${kind} + ${afterMs} ms`.padEnd(30)}`;
