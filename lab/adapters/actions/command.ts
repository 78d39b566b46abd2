import type { FaultRecord } from '../../../core/run.ts';
import { LabError } from '../../lab-error.ts';
import { idsOf } from './looks.ts';

/** The SSM command of a fault, as `aws:ssm:send-command` names its document and parameters. */
export const commandOf = (record: FaultRecord) => {
  const { documentArn = '' } = record.parameters;
  return {
    instanceIds: idsOf(record),
    document: documentArn.slice(documentArn.lastIndexOf('/') + 1),
    parameters: parametersOf(record),
    clientToken: record.token,
  };
};

/** The document's parameters. */
export const parametersOf = ({ parameters }: FaultRecord): Readonly<Record<string, string>> => {
  const { documentParameters: text = '{}' } = parameters;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LabError('InvalidParameters', `documentParameters is no JSON: ${text}`, false, { cause });
  }
};
