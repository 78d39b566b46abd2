import type {
  CreateExperimentTemplateCommandInput,
  CreateExperimentTemplateLogConfigurationInput,
} from '@aws-sdk/client-fis';
import type { FaultRecord } from '../../core/run.ts';
import { knownAction, targetsToHit } from './actions.ts';
import { sharedTags } from './find/shared-tags.ts';
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
export type TemplateFault = Pick<
  FaultRecord,
  'name' | 'action' | 'parameters' | 'targets' | 'atStart' | 'before'
>;

type Target = NonNullable<CreateExperimentTemplateCommandInput['targets']>[string];

/** The template of one fault: an action for each of its targets, side by side. */
export const templateOf = (
  fault: TemplateFault,
  { roleArn, logConfiguration }: TemplateSettings,
  stopAlarms: readonly string[] = [],
): Omit<CreateExperimentTemplateCommandInput, 'clientToken' | 'description'> => {
  const { targetKey, targetless } = knownAction(fault);
  const targets = targetsOf(fault).map((target, at) => [`fault-${at + 1}`, target] as const);
  const action = { actionId: fault.action, parameters: { ...fault.parameters } };
  return {
    roleArn,
    stopConditions: stopConditionsOf(stopAlarms),
    targets: Object.fromEntries(targets),
    actions: targetless
      ? { 'fault-1': action }
      : Object.fromEntries(targets.map(([name]) => [name, { ...action, targets: { [targetKey]: name } }])),
    experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
    ...(logConfiguration && { logConfiguration }),
  };
};

/** The approved resources by ARN, five in a target; where FIS takes no ARNs, what it is to choose from, and how many. */
const targetsOf = (fault: TemplateFault): readonly Target[] => {
  const { facts, targetless, onlyByTags, targetParameters } = knownAction(fault);
  if (targetless) return [];
  const { resourceType } = facts;
  const { atStart } = fault;
  if (atStart)
    return [{ resourceType, parameters: { ...atStart.parameters }, selectionMode: selectionMode(atStart) }];
  const hit = targetsToHit(fault);
  if (onlyByTags && hit.length > 0)
    return [{ resourceType, resourceTags: { ...sharedTags(hit) }, selectionMode: 'ALL' }];
  return fives(hit).map((some) => {
    const parameters = some[0] && targetParameters?.(some[0]);
    const resourceArns = some.map(({ arn }) => arn);
    return { resourceType, resourceArns, ...(parameters && { parameters }), selectionMode: 'ALL' };
  });
};

const selectionMode = ({ select }: NonNullable<TemplateFault['atStart']>): string => {
  if (select.mode === 'ALL') return 'ALL';
  return select.mode === 'COUNT' ? `COUNT(${select.count})` : `PERCENT(${select.percent})`;
};

// FIS wants its absence said.
const stopConditionsOf = (alarms: readonly string[]) =>
  alarms.length === 0
    ? [{ source: 'none' }]
    : alarms.slice(0, stopConditionsPerTemplate).map((value) => ({ source: 'aws:cloudwatch:alarm', value }));

const fives = <One>(all: readonly One[]): readonly (readonly One[])[] =>
  Array.from({ length: Math.ceil(all.length / arnsPerTarget) }, (_, at) =>
    all.slice(at * arnsPerTarget, (at + 1) * arnsPerTarget),
  );
