import { NotFound, WrongAsAsked } from '../errors.ts';
import type { DefinitionRef, Definitions } from '../fronts.ts';
import { startGameDay } from '../gameday/start.ts';
import type { Ports } from '../ports.ts';
import type { Plan, Refusal, Trigger } from '../run.ts';
import { startRun } from './start.ts';

/** Somebody asks for a deployed document to be run. The same `id` again is the same run: it makes nothing new. */
export type RunRequest = DefinitionRef & {
  readonly id: string;
  readonly trigger: Trigger;
  readonly seed?: string;
  /** It is put on record, refused for this, and nothing of it runs. */
  readonly barred?: Refusal;
  /** Of an experiment: the plan that was looked at before; another one is refused. */
  readonly approved?: Plan;
  /** Of an experiment: it ends with its plan. */
  readonly onlyPlan?: true;
};

/** Starts what is deployed under a name; throws `NotFound` where nothing is. */
export const requestRun = async (
  ports: Ports,
  definitions: Pick<Definitions, 'get'>,
  { kind, name, id, trigger, seed, barred, approved, onlyPlan }: RunRequest,
): Promise<void> => {
  const definition = await definitions.get({ kind, name });
  if (definition === undefined) throw new NotFound(`${words[kind]} ${name} is not deployed`);
  if (definition.kind === 'GameDay' && (approved || onlyPlan))
    throw new WrongAsAsked(`The game day ${name} has no plan: each of its runs makes its own`);
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
    ...(approved && { approved }),
    ...(onlyPlan && { onlyPlan }),
  });
};

const words = { Experiment: 'the experiment', GameDay: 'the game day' } as const;

const stopOf = ({ clock, actor }: Pick<Ports, 'clock' | 'actor'>, barred: Refusal | undefined) =>
  barred && { by: actor, atMs: clock.now(), reason: barred.reason };
