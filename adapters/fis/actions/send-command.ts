import type { ActionFacts } from '../../../core/ports.ts';
import type { FisAction } from '../actions.ts';
import { traceless } from './traceless.ts';

/** The name of the document that a command runs: `AWSFIS-Run-CPU-Stress`. */
export const documentOf = ({ documentArn = '' }: Readonly<Record<string, string>>): string =>
  documentArn.slice(documentArn.lastIndexOf('/') + 1);

/**
 * Whether AWS documents that a document undoes itself however it ends: those of FIS prepare their rollback before they
 * begin. https://docs.aws.amazon.com/fis/latest/userguide/actions-ssm-agent.html
 */
export const rollsBack = (document: string): boolean => document.startsWith('AWSFIS-Run-');

const command = traceless({
  revertClass: 'by-document',
  iamEnforced: 'yes',
  resourceType: 'aws:ec2:instance',
  undo: 'stop the experiment: FIS cancels the command, and its document rolls back what it did',
  fault: 'a command',
  targetKey: 'Instances',
});

const factsOf = (document: string): ActionFacts | undefined => {
  if (document === '') return undefined;
  if (document === 'AWSFIS-Run-Kill-Process')
    return {
      ...command.facts,
      revertClass: 'irreversible',
      undo: 'irreversible: await that the process is started again',
    };
  if (rollsBack(document)) return command.facts;
  const undo = `stop the experiment: FIS cancels the command; only if ${document} runs to its end by itself is it known to have tidied up`;
  return { ...command.facts, undo };
};

/** `aws:ssm:send-command`: as many faults as there are documents. Systems Manager says where each command has got to. */
export const sendCommand: FisAction = {
  ...command,
  factsWith: (parameters) => factsOf(documentOf(parameters)),
  after: (_state, { parameters }) => ({ fault: documentOf(parameters) }),
};
