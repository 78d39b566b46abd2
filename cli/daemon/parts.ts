import type { Fronts } from '../../core/fronts.ts';
import type { JournalEntry } from '../../core/ports.ts';
import type { LabClient } from '../../lab/client.ts';
import type { Desk } from '../lab-ports.ts';
import type { Orchestrator } from '../orchestrator.ts';

/** Answers a request; undefined when it is not this one's. */
export type Route = (request: Request) => Promise<Response | undefined>;

/** What a part of the lab's daemon has at hand. */
export type DaemonHost = {
  readonly stateDir: string;
  readonly desk: Desk;
  readonly lab: LabClient;
  /** Drives runs in this process; its ports are those of every function. */
  readonly orchestrator: Orchestrator;
  readonly fronts: Fronts;
  /** The address of the daemon's HTTP server on loopback, as in `http://127.0.0.1:4180`. */
  readonly address: string;
  /** Whatever any run of this machine writes in its journal, in order; the answer ends it. */
  hear(listen: (id: string, entry: JournalEntry) => void): () => void;
  /** What comes below a path of the daemon's HTTP server. */
  serve(prefix: string, route: Route): void;
};

/** One way in or out that the daemon of the lab (`lab up`) keeps open: the API, schedules, Slack, other notices. */
export type DaemonPart = (host: DaemonHost) => Promise<{ close(): Promise<void> }>;
