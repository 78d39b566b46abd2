import type { JournalEntry } from '../../core/ports.ts';
import type { Reading } from '../../core/run.ts';

/** A fault as long as it is there, or may be. */
export type Broken = {
  readonly fault: string;
  readonly action: string;
  readonly targets: readonly string[];
  readonly sinceMs: number;
  /** An independent look has seen it; until then it is only ordered. */
  readonly proven: boolean;
  /** Its undo has been accepted; nobody has looked yet. */
  readonly undone: boolean;
  /** There is nothing to undo: it has to be made good for. */
  readonly irreversible: boolean;
};

/** What the journal has said so far of the run that is under way. */
export type Board = {
  hear(id: string, entry: JournalEntry): void;
  current(): string | undefined;
  /** The last readings of a probe, oldest first. */
  readings(probe: string): readonly Reading[];
  broken(): readonly Broken[];
};

const kept = 60;

/** An empty board. A new run wipes it. */
export const openBoard = (): Board => {
  let current: string | undefined;
  const readings = new Map<string, readonly Reading[]>();
  const faults = new Map<string, Broken>();
  const hear = (id: string, { kind, atMs, data = {} }: JournalEntry) => {
    if (kind === 'run-created') {
      current = id;
      readings.clear();
      faults.clear();
    }
    if (kind === 'reading') {
      const reading = data as Reading;
      readings.set(reading.probe, [...(readings.get(reading.probe) ?? []).slice(1 - kept), reading]);
    }
    const name = String(data.fault);
    const change = changes[kind];
    if (change === undefined) return;
    const after = change(faults.get(name), atMs, data);
    if (after) faults.set(name, after);
    else faults.delete(name);
  };
  return {
    hear,
    current: () => current,
    readings: (probe) => readings.get(probe) ?? [],
    broken: () => [...faults.values()],
  };
};

type Change = (
  before: Broken | undefined,
  atMs: number,
  data: Readonly<Record<string, unknown>>,
) => Broken | undefined;

const undone: Change = (before, _, { revertClass }) =>
  before && { ...before, undone: true, irreversible: revertClass === 'irreversible' };

const changes: Readonly<Record<string, Change>> = {
  'fault-intended': (_, sinceMs, { fault, action, targets }) => ({
    ...{
      fault: String(fault),
      action: String(action),
      sinceMs,
      proven: false,
      undone: false,
      irreversible: false,
    },
    targets: Array.isArray(targets) ? targets.map(String) : [],
  }),
  'fault-proven': (before) => before && { ...before, proven: true },
  'fault-refused': () => undefined,
  'undo-accepted': undone,
  'undo-nothing-to-undo': undone,
  'fault-verified': () => undefined,
};
