import type { EventData, EventType } from '../../../core/event-data.ts';
import type { FiredrillEvent } from '../../../core/events.ts';
import { makeEvent } from '../../../core/events.ts';
import type { Notify } from '../../../core/experiment.ts';
import type { Conclusion, Run } from '../../../core/run.ts';
import { anExperiment } from '../../support/an-experiment.ts';

/** When the events of these tests happen. */
export const atMs = Date.UTC(2026, 10, 23, 10);

/** A conclusion, but for what the test says. */
export const aConclusion = (fields: Partial<Conclusion> = {}): Conclusion => ({
  ...{ hypothesis: 'held', restoration: 'restored', reasons: ['all was well'], measures: {}, exitCode: 0 },
  ...fields,
});

/** A run of an experiment that tells these channels. */
export const aSubject = (notify: readonly Notify[], fields: Partial<Run> = {}) => ({
  experiment: anExperiment({ notify }),
  run: {
    runId: 'run-1',
    experiment: { name: 'one-instance-stops', version: 'v1' },
    trigger: { kind: 'cli', actor: 'ana' },
    ...{ seed: 's', state: 'observing', epoch: 0, createdAtMs: atMs },
    ...fields,
  } satisfies Run as Run,
});

/** An event of that run; each has what its type needs. */
export const anEvent = <Type extends EventType>(
  type: Type,
  data: Omit<EventData<Type>, 'actor'>,
  at: number = atMs,
): FiredrillEvent =>
  makeEvent(type, { id: `run-1/${at}`, subject: 'run-1', atMs: at }, {
    actor: 'reconcile',
    ...data,
  } as unknown as EventData<Type>);
