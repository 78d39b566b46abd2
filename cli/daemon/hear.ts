import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEntry } from '../../core/ports.ts';
import { journalPath } from '../../lab/store/journal-file.ts';
import type { Desk } from '../lab-ports.ts';

/** Who hears an entry of a journal. */
export type Listen = (id: string, entry: JournalEntry) => void;

const lookEveryMs = 200;

/**
 * Reads what any process of this machine writes in the journals of open runs and game days, in order. Of what is open
 * already only what is written from now on; of what begins everything.
 */
export const openHearing = ({ store, journal, stateDir }: Desk) => {
  const listeners = new Set<Listen>();
  const heard = new Map<string, Heard>();
  let begun = false;

  const look = async () => {
    if (listeners.size === 0) return;
    const open = await openIds();
    for (const id of new Set([...heard.keys(), ...open])) await readOn(id, open.has(id));
    begun = true;
  };
  const openIds = async () =>
    new Set([
      ...(await store.runs.open()).map(({ runId }) => runId),
      ...(await store.gameDays.open()).map(({ gameDayId }) => gameDayId),
    ]);
  const readOn = async (id: string, isOpen: boolean) => {
    const known = heard.get(id);
    const size = sizeOf(journalPath(join(stateDir, 'journal'), id));
    if (known?.size !== size) {
      const records = await journal.read(id);
      const last = known?.seq ?? (begun ? 0 : (records.at(-1)?.seq ?? 0));
      for (const record of records.filter(({ seq }) => seq > last)) tell(id, record);
      heard.set(id, { size, seq: records.at(-1)?.seq ?? last, overSince: known?.overSince });
    }
    forget(id, isOpen);
  };
  // What is written last comes after a run is closed.
  const forget = (id: string, isOpen: boolean) => {
    const known = heard.get(id);
    if (known === undefined || isOpen) return;
    if (known.overSince === undefined) heard.set(id, { ...known, overSince: performance.now() });
    else if (performance.now() - known.overSince > keptForMs) heard.delete(id);
  };
  const tell = (id: string, entry: JournalEntry) => {
    for (const listen of listeners) listen(id, entry);
  };

  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    // What cannot be read now is read the next time.
    void look()
      .catch(() => undefined)
      .finally(() => {
        looking = false;
      });
  }, lookEveryMs);
  return {
    hear: (listen: Listen) => {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
    close: () => clearInterval(timer),
  };
};

type Heard = { readonly size: number; readonly seq: number; readonly overSince: number | undefined };

const keptForMs = 10_000;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
