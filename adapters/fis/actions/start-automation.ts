import type { FisAction } from '../actions.ts';
import { documentOf } from './send-command.ts';
import { traceless } from './traceless.ts';

/** Whatever a runbook hits: FIS gives it no target. A document names it all the same, for consent, caps and leases. */
export const anyType = '*';

const runbook = traceless({
  revertClass: 'by-document',
  iamEnforced: 'no',
  resourceType: anyType,
  undo: 'stop the experiment: FIS cancels the runbook; only if it runs to its end by itself is it known to have tidied up',
  fault: 'a runbook',
  targetKey: 'none',
});

/** `aws:ssm:start-automation-execution`: what a runbook changes, and puts back, only its author knows. */
export const startAutomation: FisAction = {
  ...runbook,
  targetless: true,
  factsWith: ({ documentArn }) => (documentArn ? runbook.facts : undefined),
  after: (_state, { parameters }) => ({ fault: documentOf(parameters) }),
};
