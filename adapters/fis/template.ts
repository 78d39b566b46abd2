import type {
  CreateExperimentTemplateCommandInput,
  CreateExperimentTemplateLogConfigurationInput,
} from '@aws-sdk/client-fis';
import type { FaultRecord } from '../../core/run.ts';
import { knownAction, targetsToHit } from './actions.ts';
import { arnsPerTarget, stopConditionsPerTemplate } from './quotas.ts';

/** What all templates of a deployment share. */
export type TemplateSettings = {
  /** The role that FIS takes on to make the faults. */
  readonly roleArn: string;
  /** Names the deployment in a tag. */
  readonly stage: string;
  readonly logConfiguration?: CreateExperimentTemplateLogConfigurationInput;
};

/** What a template is made of: a fault with its before-images. */
export type TemplateFault = Pick<FaultRecord, 'name' | 'action' | 'parameters' | 'targets' | 'before'>;

/**
 * The template of one fault. An action of FIS has one target and a target five ARNs at most, so a fault on more than five
 * resources becomes several actions side by side.
 */
export const templateOf = (
  fault: TemplateFault,
  { roleArn, logConfiguration }: TemplateSettings,
  stopAlarms: readonly string[] = [],
): Omit<CreateExperimentTemplateCommandInput, 'clientToken' | 'description'> => {
  const { facts, targetKey } = knownAction(fault);
  const arns = targetsToHit(fault).map(({ arn }) => arn);
  const groups = fives(arns).map((resourceArns, at) => ({ name: `fault-${at + 1}`, resourceArns }));
  return {
    roleArn,
    stopConditions: stopConditionsOf(stopAlarms),
    targets: Object.fromEntries(
      groups.map(({ name, resourceArns }) => [
        name,
        { resourceType: facts.resourceType, resourceArns: [...resourceArns], selectionMode: 'ALL' },
      ]),
    ),
    actions: Object.fromEntries(
      groups.map(({ name }) => [
        name,
        { actionId: fault.action, parameters: { ...fault.parameters }, targets: { [targetKey]: name } },
      ]),
    ),
    experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
    ...(logConfiguration && { logConfiguration }),
  };
};

// FIS wants its absence said.
const stopConditionsOf = (alarms: readonly string[]) =>
  alarms.length === 0
    ? [{ source: 'none' }]
    : alarms.slice(0, stopConditionsPerTemplate).map((value) => ({ source: 'aws:cloudwatch:alarm', value }));

const fives = (arns: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(arns.length / arnsPerTarget) }, (_, at) =>
    arns.slice(at * arnsPerTarget, (at + 1) * arnsPerTarget),
  );
