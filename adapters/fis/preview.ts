import { CreateExperimentTemplateCommand, type FisClient } from '@aws-sdk/client-fis';
import { ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { calling } from './calling.ts';
import { experimentById } from './experiment.ts';
import { resolvedTargets } from './resolved-targets.ts';
import { startExperiment } from './start-options.ts';
import { meaningOf } from './states.ts';
import { deleteTemplate, stopExperiment } from './stop.ts';
import { previewTag, stageTag } from './tags.ts';
import { type TemplateFault, type TemplateSettings, templateOf } from './template.ts';

/** What a preview needs. The role can only describe: even an experiment that ran after all would hurt nobody. */
export type PreviewNeeds = {
  readonly fis: FisClient;
  readonly clock: Clock;
  readonly settings: TemplateSettings;
};

/**
 * Has FIS resolve the targets of a fault and skip its actions; gives what it chose, by ARN. FIS shows a template and a
 * skipped experiment of it. `token` makes a repeat the same preview.
 */
export const previewTargets = (
  needs: PreviewNeeds,
  fault: TemplateFault,
  { runId, token }: { readonly runId: string; readonly token: string },
): Promise<readonly string[]> =>
  calling(`preview ${fault.name}`, async () => {
    const { fis, settings } = needs;
    const tags = { [previewTag]: runId, [stageTag]: settings.stage };
    const { experimentTemplate } = await fis.send(
      new CreateExperimentTemplateCommand({
        ...templateOf(fault, settings),
        clientToken: `firedrill/${token}/preview-template`,
        description: `Firedrill preview of run ${runId}, fault ${fault.name}`.slice(0, 512),
        tags,
      }),
    );
    const experimentTemplateId = experimentTemplate?.id;
    if (experimentTemplateId === undefined) throw new ServiceUnavailable('FIS gave its template no id');
    const [looked] = await Promise.allSettled([
      skipped(needs, { experimentTemplateId, clientToken: `firedrill/${token}/preview`, tags }),
    ]);
    // Why it failed is worth more than that its template could not be deleted: the residue scan finds that.
    const [deleted] = await Promise.allSettled([deleteTemplate(fis, experimentTemplateId)]);
    if (looked.status === 'rejected') throw looked.reason;
    if (deleted.status === 'rejected') throw deleted.reason;
    return looked.value;
  });

const skipped = async (
  needs: PreviewNeeds,
  input: Parameters<typeof startExperiment>[1],
): Promise<readonly string[]> => {
  const { id, actionsMode } = await startExperiment(needs.fis, input, 'skip-all');
  if (actionsMode !== 'skip-all') {
    await stopExperiment(needs.fis, id);
    throw new WrongAsAsked(
      `FIS was asked to skip all actions and answered ${actionsMode ?? 'nothing'}: experiment ${id} was told to stop`,
    );
  }
  await ended(needs, id);
  return (await resolvedTargets(needs.fis, id)).map(({ label }) => label);
};

const patienceMs = 30_000;
const everyMs = 1_000;

const ended = async ({ fis, clock }: PreviewNeeds, id: string): Promise<void> => {
  const untilMs = clock.now() + patienceMs;
  for (;;) {
    const experiment = await experimentById(fis, id);
    const { status, reason } = experiment.state ?? {};
    if (status === 'completed') return;
    if (meaningOf(experiment).terminal)
      throw new WrongAsAsked(`FIS could not resolve the targets: preview ${id} is ${status} (${reason})`);
    if (clock.now() >= untilMs) {
      await stopExperiment(fis, id);
      throw new ServiceUnavailable(`FIS took too long over preview ${id}: it is ${status}`);
    }
    await clock.sleep(everyMs);
  }
};
