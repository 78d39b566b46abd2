/** One call of a port by one invocation of a function. */
export type Call = {
  /** `runs.update`; a driver's calls are `faults.<method>`, whichever driver it is. */
  readonly name: string;
  readonly given: readonly unknown[];
  /** Reaches the far end and does it. */
  readonly make: () => Promise<unknown>;
};

/** What a call does, which decides what can happen to it. */
export type CallKind = 'read' | 'old-read' | 'conditional' | 'write' | 'effect';

// Strongly consistent reads and conditional writes are what the store promises; indexes and other services promise less.
const kinds: Readonly<Record<string, CallKind>> = {
  'experiments.put': 'write',
  'experiments.get': 'read',
  'runs.create': 'conditional',
  'runs.get': 'read',
  'runs.update': 'conditional',
  'runs.attempt': 'write',
  'runs.open': 'old-read',
  'runs.watching': 'old-read',
  'runs.watch': 'write',
  'runs.unwatch': 'write',
  'runs.putFault': 'conditional',
  'runs.updateFault': 'conditional',
  'runs.faults': 'read',
  'journal.append': 'write',
  'journal.read': 'read',
  'leases.acquire': 'conditional',
  'leases.release': 'write',
  'leases.list': 'old-read',
  'levers.engaged': 'read',
  'gameDays.open': 'read',
  'alarms.now': 'read',
  'alarms.history': 'read',
  'alarms.temporary': 'read',
  'alarms.putTemporary': 'effect',
  'alarms.deleteTemporary': 'effect',
  'metrics.read': 'read',
  'http.ask': 'read',
  'places.exceeded': 'read',
  'places.demands': 'read',
  'faults.resolve': 'read',
  'faults.snapshot': 'read',
  'faults.evidence': 'old-read',
  'faults.verify': 'old-read',
  'faults.residue': 'read',
  'faults.inject': 'effect',
  'faults.fence': 'effect',
  'faults.undo': 'effect',
  'deadMan.arm': 'effect',
  'deadMan.postpone': 'effect',
  'deadMan.disarm': 'effect',
  'executions.start': 'effect',
  'executions.status': 'old-read',
  'executions.succeed': 'effect',
  'executions.fail': 'effect',
  'watchers.start': 'effect',
  'notices.tell': 'effect',
  'reports.save': 'effect',
};

/** What a call does. Throws for one that nobody has thought about. */
export const kindOf = (name: string): CallKind => {
  const kind = kinds[name];
  if (kind === undefined) throw new Error(`The simulator does not know what ${name} does`);
  return kind;
};
