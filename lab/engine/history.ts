/** One entry of an execution's history, shaped as GetExecutionHistory returns it. */
export type HistoryEvent = {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly timestamp: Date;
  readonly [details: `${string}EventDetails`]: Readonly<Record<string, unknown>> | undefined;
};

type Entry = {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly timestamp: Date;
};

/** Build an entry; AWS names the details after the event, except for entering and leaving a state. */
export const historyEvent = (entry: Entry, details?: Readonly<Record<string, unknown>>): HistoryEvent =>
  details === undefined ? entry : { ...entry, [detailsKey(entry.type)]: details };

const detailsKey = (type: string): `${string}EventDetails` => {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
};
