import type { Attribute, Read, Write } from '../../../adapters/drivers/attribute/attribute.ts';
import { injecting } from '../../../adapters/drivers/attribute/injecting.ts';
import { looking } from '../../../adapters/drivers/attribute/looking.ts';
import { undoing } from '../../../adapters/drivers/attribute/undoing.ts';
import type { Fences } from '../../../adapters/drivers/fences.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import type { FaultRecord, Image } from '../../../core/run.ts';

/** What becomes of one write: it is answered, refused, lost on its way there, or lost on its way back. */
export type Fate = 'answered' | 'refused' | 'refused-at-last' | 'throttled' | 'never-arrived' | 'answer-lost';

/** Everything as it is at the far end, by ARN. */
export type Far = {
  readonly images: Map<string, Image>;
  /** The fate of each write, in order; once they are used up every write is answered. */
  fates: Fate[];
  writes: number;
  readonly read: Read;
  readonly write: Write;
};

/** A service in memory that has nothing but values. */
export const farEnd = (images: Readonly<Record<string, Image>>): Far => {
  const far: Far = {
    images: new Map(Object.entries(images)),
    fates: [],
    writes: 0,
    read: async (targets) =>
      new Map(
        targets.flatMap(({ arn }) => {
          const image = far.images.get(arn);
          return image === undefined ? [] : [[arn, { image }]];
        }),
      ),
    write: async ({ arn }, values) => {
      far.writes += 1;
      const fate = far.fates.shift() ?? 'answered';
      if (fate === 'answered' || fate === 'answer-lost')
        far.images.set(arn, { ...far.images.get(arn), ...values });
      if (fate !== 'answered') throw failures[fate];
      return undefined;
    },
  };
  return far;
};

/** An error as the SDK gives it. */
export const awsError = (name: string, $fault: string, attempts: number): Error =>
  Object.assign(new Error(name), { name, $fault, $metadata: { attempts, httpStatusCode: 400 } });

/** What a write fails with. */
export const failures: Readonly<Record<Exclude<Fate, 'answered'>, Error>> = {
  refused: awsError('AccessDeniedException', 'client', 1),
  // The first attempt was not answered.
  'refused-at-last': awsError('AccessDeniedException', 'client', 2),
  throttled: awsError('ThrottlingException', 'client', 3),
  'never-arrived': new Error('connect ECONNREFUSED'),
  'answer-lost': new Error('socket hang up'),
};

/** Fences in memory. */
export const memoryFences = (): Fences => {
  const raised = new Set<string>();
  return { raise: async (runId) => void raised.add(runId), isRaised: async (runId) => raised.has(runId) };
};

/** A driver that knows one action, on a far end in memory. */
export const driverOn = (far: Far, fences: Fences, attribute: Partial<Attribute> = {}): FaultDriver => {
  const whole: Attribute = {
    action: 'test/attribute',
    facts: { iamEnforced: 'yes', resourceType: 'aws:test:thing', undo: 'put it back' },
    parameters: [],
    faulty: () => (before) => before,
    ...attribute,
  };
  return {
    ...looking(whole, { list: async () => [], read: far.read }),
    ...injecting(whole, far, fences),
    ...undoing(whole, far, fences),
  };
};

/** A fault that has been planned, and nothing more, on a far end of its own. */
export const begin = (record: FaultRecord) => {
  const far = farEnd(record.before);
  return { far, driver: driverOn(far, memoryFences()) };
};

/** Everything as it is at the far end. */
export const worldOf = ({ images }: Far): Record<string, Image> => Object.fromEntries(images);

/** What work fails with; undefined when it does not. */
export const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
