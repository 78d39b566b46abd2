import { type Experiment, type FisClient, StartExperimentCommand } from '@aws-sdk/client-fis';
import { HttpRequest } from '@smithy/protocol-http';
import { ServiceUnavailable } from '../../core/errors.ts';

/** Whether an experiment acts, or only resolves its targets. */
export type ActionsMode = 'run-all' | 'skip-all';

/**
 * Starts an experiment in a mode. @aws-sdk/client-fis 3.523.0 drops `experimentOptions` without a word, so they are
 * written into the body after it has serialised it and before it measures and signs it. Whoever asks for `skip-all`
 * must look at the answer's mode: without it the experiment is a real one.
 */
export const startExperiment = async (
  fis: FisClient,
  input: ConstructorParameters<typeof StartExperimentCommand>[0],
  actionsMode: ActionsMode,
): Promise<Experiment & { readonly id: string; readonly actionsMode: string | undefined }> => {
  const command = new StartExperimentCommand(input);
  command.middlewareStack.add(
    (next) => (given) => {
      const { request } = given;
      if (!HttpRequest.isInstance(request) || typeof request.body !== 'string')
        throw new ServiceUnavailable('The SDK has changed how it writes StartExperiment');
      request.body = JSON.stringify({ ...JSON.parse(request.body), experimentOptions: { actionsMode } });
      return next(given);
    },
    { step: 'build', priority: 'high', name: 'experimentOptions' },
  );
  const { experiment } = await fis.send(command);
  if (experiment?.id === undefined) throw new ServiceUnavailable('FIS gave no experiment');
  return { ...experiment, id: experiment.id, actionsMode: modeOf(experiment) };
};

// Newer than the SDK's types, though it passes the member on.
const modeOf = ({ experimentOptions = {} }: Experiment): string | undefined => {
  const mode: unknown = 'actionsMode' in experimentOptions ? experimentOptions.actionsMode : undefined;
  return typeof mode === 'string' ? mode : undefined;
};
