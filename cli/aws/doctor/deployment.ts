import { bad, type Finding, ok } from '../../finding.ts';
import { type Deployed, noStack, type Stack, stackOf } from '../stack.ts';

/** What is known of the stack, from CloudFormation or, for emulators, from the environment. */
export type Deployment = {
  readonly stage: string;
  readonly deployed: Deployed | undefined;
  readonly given: Deployed['outputs'];
};

/** The parts of the stack, where all of them are known. */
export const partsOf = ({ stage, deployed, given }: Deployment): Stack | undefined => {
  try {
    return stackOf(stage, { ...deployed?.outputs, ...given });
  } catch {
    return undefined;
  }
};

/** Whether the stack is there, at rest, and whole. */
export const deploymentFinding = (deployment: Deployment): Finding => {
  const { stage, deployed } = deployment;
  const isWhole = partsOf(deployment) !== undefined;
  if (deployed === undefined)
    return isWhole
      ? ok('stack', 'its parts are given by the environment, for an emulator')
      : bad('stack', `none of the stage ${stage}`, noStack(stage));
  const { name, status } = deployed;
  if (!isAtRest(status))
    return bad('stack', `${name} is ${status}`, 'see its events in CloudFormation, and deploy it again');
  return isWhole
    ? ok('stack', `${name} is ${status}`)
    : bad('stack', `${name} lacks outputs that the command line needs`, 'deploy it again');
};

// After a rollback of an update everything is as it was before.
const isAtRest = (status: string): boolean =>
  ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE'].includes(status);
