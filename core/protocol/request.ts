import { NotFound } from '../errors.ts';
import type { DefinitionRef, Definitions } from '../fronts.ts';
import { startGameDay } from '../gameday/start.ts';
import type { Ports } from '../ports.ts';
import type { Refusal, Trigger } from '../run.ts';
import { startRun } from './start.ts';

/** Somebody asks for a deployed document to be run. The same `id` again is the same run: it makes nothing new. */
export type RunRequest = DefinitionRef & {
  readonly id: string;
  readonly trigger: Trigger;
  readonly seed?: string;
  /** It is put on record, refused for this, and nothing of it runs. */
  readonly barred?: Refusal;
};

/** Starts what is deployed under a name; throws `NotFound` where nothing is. */
export const requestRun = async (
  ports: Ports,
  definitions: Pick<Definitions, 'get'>,
  { kind, name, id, trigger, seed, barred }: RunRequest,
): Promise<void> => {
  const definition = await definitions.get({ kind, name });
  if (definition === undefined) throw new NotFound(`${words[kind]} ${name} is not deployed`);
  if (definition.kind === 'GameDay')
    return startGameDay(
      ports,
      id,
      definition.document,
      definition.experiments,
      trigger,
      stopOf(ports, barred),
    );
  const { document, version } = definition;
  await startRun(ports, {
    runId: id,
    experiment: { name: document.name, version },
    trigger,
    ...(seed && { seed }),
    ...(barred && { barred }),
  });
};

const words = { Experiment: 'the experiment', GameDay: 'the game day' } as const;

const stopOf = ({ clock, actor }: Pick<Ports, 'clock' | 'actor'>, barred: Refusal | undefined) =>
  barred && { by: actor, atMs: clock.now(), reason: barred.reason };
