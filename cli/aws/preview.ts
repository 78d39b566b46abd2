import { FisClient } from '@aws-sdk/client-fis';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { wallClock } from '../../adapters/clock/wall-clock.ts';
import { type PreviewNeeds, previewTargets } from '../../adapters/fis/preview.ts';
import type { FaultDriver } from '../../core/ports.ts';
import type { Plan, PlannedFault } from '../../core/run.ts';
import { exitCode, Stop } from '../exit.ts';
import { fisParts } from './fis-parts.ts';
import { deployedStack } from './stack.ts';

/** What FIS itself finds for the faults of a plan, beside what the plan says: a sentence for each fault. */
export const previewed = async (
  settings: ClientSettings,
  stage: string,
  plan: Plan,
): Promise<readonly string[]> => {
  const roleArn = (await deployedStack(settings, stage))?.outputs.FisPreviewRoleArn;
  if (roleArn === undefined)
    throw new Stop(exitCode.usage, 'the stack does not say which role previews take on: deploy it again');
  const needs = { fis: new FisClient(settings), clock: wallClock, settings: { roleArn, stage } };
  return comparedWithFis(needs, fisParts(settings), plan, `preview-${plan.hash}-${Date.now()}`);
};

/** The same, with everything that it asks. */
export const comparedWithFis = (
  needs: PreviewNeeds,
  { snapshot }: Pick<FaultDriver, 'snapshot'>,
  plan: Plan,
  token: string,
): Promise<readonly string[]> =>
  Promise.all(
    plan.faults
      .filter(({ driver }) => driver === 'fis')
      .map(async (fault, ordinal) => {
        const { before } = await snapshot(fault);
        const asked = { runId: token, token: `${token}/${ordinal}` };
        return inWords(fault, await previewTargets(needs, { ...fault, before }, asked));
      }),
  );

const inWords = ({ name, targets, atStart }: PlannedFault, found: readonly string[]): string => {
  if (atStart) return `fault "${name}": FIS finds ${found.join(', ')} now, and chooses again when it starts`;
  const planned = new Set(targets.map(({ arn }) => arn));
  const other = found.filter((arn) => !planned.has(arn));
  const missing = [...planned].filter((arn) => !found.includes(arn));
  if (other.length + missing.length === 0) return `fault "${name}": FIS finds the same targets`;
  const said = [
    ...(other.length > 0 ? [`finds ${other.join(', ')}, which the plan does not name`] : []),
    ...(missing.length > 0 ? [`does not find ${missing.join(', ')}`] : []),
  ];
  return `fault "${name}": FIS ${said.join(', and ')}`;
};
