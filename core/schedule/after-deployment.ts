import type { Definition } from '../fronts.ts';
import type { Ports } from '../ports.ts';
import { requestRun } from '../protocol/request.ts';
import type { Firing } from './fire.ts';
import { triggerId } from './trigger-id.ts';

/** A deployment that has succeeded. */
export type Deployment = {
  /** Names the event of it: the same event again is the same run. */
  readonly eventId: string;
  readonly atMs: number;
  /** By each of the names that a document may have for it, as in `codedeploy:shop` and `codedeploy:shop/blue`. */
  readonly names: readonly string[];
};

/** Starts one run of everything deployed that waits for a deployment. What cannot be started keeps nothing else from it. */
export const startAfter = async (
  ports: Ports,
  { definitions }: Pick<Firing, 'definitions'>,
  deployment: Deployment,
): Promise<readonly string[]> => {
  const all = await Promise.all([definitions.list('Experiment'), definitions.list('GameDay')]);
  const waiting = all.flat().filter(({ document: { after = [] } }) => namedIn(after, deployment));
  const started = await Promise.allSettled(
    waiting.map((definition) => startOne(ports, definitions, definition, deployment)),
  );
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
};

const namedIn = (after: readonly string[], { names }: Deployment): string | undefined =>
  after.find((name) => names.includes(name));

const startOne = async (
  ports: Ports,
  definitions: Firing['definitions'],
  { kind, document: { name, after = [] } }: Definition,
  deployment: Deployment,
): Promise<string> => {
  const { eventId, atMs } = deployment;
  const id = triggerId(kind, atMs, ['deployment', name, eventId]);
  const trigger = { kind: 'deployment', actor: `deployment of ${namedIn(after, deployment)}` } as const;
  await requestRun(ports, definitions, { kind, name, id, trigger });
  return id;
};
