import { catalogued } from '../../catalogue/catalogue.ts';
import { eachFault, found } from '../found.ts';
import { isOwnAction } from '../known-action.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';
import { awsDocument } from '../ssm-document.ts';

const noRestart: Rule = {
  id: 'stop-without-restart',
  severity: 'warning',
  summary: 'instances that FIS stops and does not start again',
  why: 'Without `startInstancesAfterDuration` only Firedrill starts them again. With it FIS does so too, and it says how long the fault lasts: without, the fault counts as over at once.',
  link: page.actions,
  check: eachFault(({ fault: { action, parameters }, path }) =>
    action === 'aws:ec2:stop-instances' && parameters.startInstancesAfterDuration === undefined
      ? [
          found(
            [...path, 'parameters'],
            'nothing says when the instances are started again',
            'add `startInstancesAfterDuration: PT3M`',
          ),
        ]
      : [],
  ),
};

const noDuration: Rule = {
  id: 'no-duration',
  severity: 'warning',
  summary: "a fault of Firedrill's own that does not say how long it lasts",
  why: 'It counts as over at once, and is put back as soon as the other faults and the shortest observation are over: perhaps before anything could show.',
  link: page.planning,
  check: eachFault(({ fault: { action, durationMs }, path }) =>
    isOwnAction(action) && durationMs === 0
      ? [found([...path, 'parameters'], 'nothing says how long it lasts', 'add `duration: PT5M`')]
      : [],
  ),
};

// Who owns an instance that is tagged so replaces it when it has stopped.
const owners = /^(aws:autoscaling:groupName|karpenter\.sh\/.*|eks:nodegroup-name|eks:cluster-name)$/;

const restartOfReplaced: Rule = {
  id: 'restart-of-replaced',
  severity: 'warning',
  summary: 'stopped instances of a group that will have replaced them',
  why: 'An Auto Scaling group or Karpenter terminates a stopped host as unhealthy. FIS then fails the action at its end, unless `completeIfInstancesTerminated` is true.',
  link: page.actions,
  check: eachFault(({ fault: { action, parameters, targets }, path }) => {
    const grouped =
      targets.autoScalingGroup !== undefined ||
      Object.keys(targets.tags ?? {}).some((key) => owners.test(key));
    const asked = parameters.startInstancesAfterDuration !== undefined;
    return action === 'aws:ec2:stop-instances' &&
      asked &&
      grouped &&
      parameters.completeIfInstancesTerminated !== 'true'
      ? [
          found(
            [...path, 'parameters'],
            'the group may have terminated the instances before they are started again',
            'add `completeIfInstancesTerminated: "true"`',
          ),
        ]
      : [];
  }),
};

const undoInDocument: Rule = {
  id: 'undo-in-document',
  severity: 'advice',
  summary: 'a document of your own, which alone knows how to undo its fault',
  why: 'When a run stops early, FIS cancels the document and nothing more. One public example sets a parameter in one step and sets it back in another: stopped between the two, it stays set.',
  link: 'https://github.com/aws-samples/aws-fault-injection-simulator-workshop/pull/291',
  check: eachFault(({ fault, path }) =>
    catalogued(fault.action)?.revertClass === 'by-document' && !awsDocument(fault)
      ? [
          found(
            [...path, 'action'],
            'the undo of this fault is in its document alone',
            'see that each step of it has `onFailure` and `onCancel` lead to the step that puts everything back',
          ),
        ]
      : [],
  ),
};

/** Rules about what puts a fault back. */
export const undoRules: readonly Rule[] = [noRestart, noDuration, restartOfReplaced, undoInDocument];
