import {
  CreateExperimentTemplateCommand,
  type Experiment,
  type FisClient,
  StartExperimentCommand,
} from '@aws-sdk/client-fis';
import { Fenced, InjectionRefused, NotFound, ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import type { Clock, FaultDriver } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { targetsToHit } from './actions.ts';
import { calling } from './calling.ts';
import { newestExperiment } from './experiment.ts';
import { deleteTemplate } from './stop.ts';
import { faultTags } from './tags.ts';
import { type TemplateSettings, templateOf } from './template.ts';
import { watchStart } from './watch-start.ts';

/** What injecting needs, and what the driver cannot know by itself. */
export type InjectNeeds = {
  readonly fis: FisClient;
  readonly clock: Clock;
  readonly settings: TemplateSettings;
  /** Whether the run may still inject, read where it is written: the last look before the start. */
  mayInject(runId: string): Promise<boolean>;
  /** The ARNs of the alarms at which FIS itself is to stop; it takes the first five. */
  stopAlarms(runId: string): Promise<readonly string[]>;
};

/** Starts the experiment of a fault, once, however often it is asked to. */
export const fisInject = (needs: InjectNeeds): Pick<FaultDriver, 'inject'> => ({
  inject: (record) => calling(`inject ${record.name}`, () => inject(needs, record)),
});

const inject = async (needs: InjectNeeds, record: FaultRecord): Promise<void> => {
  const { fis } = needs;
  const earlier = await newestExperiment(fis, record);
  // FIS remembers what it has run for 120 days: what has been stopped is not started a second time.
  if (earlier?.state?.status === 'stopped' || earlier?.state?.status === 'stopping')
    throw new Fenced(`${record.name} has been stopped already: FIS experiment ${earlier.id}`);
  const experiment = earlier ?? (await start(needs, record));
  await watchStart(needs, record, experiment);
};

const start = async (needs: InjectNeeds, record: FaultRecord): Promise<Experiment> => {
  const { fis } = needs;
  const templateId = await create(needs, record);
  const forget = () => Promise.allSettled([deleteTemplate(fis, templateId)]);
  const [may] = await Promise.allSettled([needs.mayInject(record.runId)]);
  // Of what was not started nothing is to be left; a template that stays is found by the fence.
  if (may.status === 'rejected' || !may.value) await forget();
  if (may.status === 'rejected') throw may.reason;
  if (!may.value) throw new Fenced(`Reverting of run ${record.runId} has begun`);
  try {
    return await startFrom(needs, record, templateId);
  } catch (failure) {
    if (failure instanceof InjectionRefused || failure instanceof Fenced) await forget();
    throw failure;
  }
};

const create = async (needs: InjectNeeds, record: FaultRecord): Promise<string> => {
  const { runId, ordinal, name, token } = record;
  if (targetsToHit(record).length === 0)
    throw new InjectionRefused(`Could not inject ${name}: none of the targets is as the fault would find it`);
  const stopAlarms = await needs.stopAlarms(runId);
  const { experimentTemplate } = await certainly(`create the FIS template of ${name}`, () =>
    needs.fis.send(
      new CreateExperimentTemplateCommand({
        ...templateOf(record, needs.settings, stopAlarms),
        clientToken: `firedrill/${token}/template`,
        description: `Firedrill run ${runId}, fault ${name}`.slice(0, 512),
        tags: faultTags(runId, ordinal, needs.settings.stage),
      }),
    ),
  );
  if (experimentTemplate?.id === undefined) throw new ServiceUnavailable('FIS gave its template no id');
  return experimentTemplate.id;
};

const startFrom = async (
  { fis, settings: { stage } }: InjectNeeds,
  record: FaultRecord,
  experimentTemplateId: string,
): Promise<Experiment> => {
  const { runId, ordinal, name, token } = record;
  const command = new StartExperimentCommand({
    experimentTemplateId,
    clientToken: `firedrill/${token}/start`,
    tags: faultTags(runId, ordinal, stage),
  });
  try {
    const { experiment } = await certainly(`start ${name}`, () => fis.send(command));
    if (experiment === undefined) throw new ServiceUnavailable(`FIS gave no experiment for ${name}`);
    return experiment;
  } catch (failure) {
    // The answer to an earlier attempt may have been lost, and it may be what this one was refused for.
    const begun = await newestExperiment(fis, record);
    if (begun !== undefined) return begun;
    throw failure;
  }
};

/** A call whose refusal is certain: the first answer there was, and it was no. Missing is what a fence has deleted. */
const certainly = async <T>(intent: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await calling(intent, call);
  } catch (failure) {
    if (!(failure instanceof WrongAsAsked)) throw failure;
    if (attemptsOf(failure.cause) > 1) throw new ServiceUnavailable(failure.message, { cause: failure });
    if (failure instanceof NotFound) throw new Fenced(failure.message, { cause: failure });
    throw new InjectionRefused(failure.message, { cause: failure });
  }
};

/** How often the SDK has asked; more than once, and what it was refused in the end says nothing of the first. */
const attemptsOf = (cause: unknown): number => {
  const { $metadata } = (cause ?? {}) as { readonly $metadata?: { readonly attempts?: number } };
  return $metadata?.attempts ?? 1;
};
