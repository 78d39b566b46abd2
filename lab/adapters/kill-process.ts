import type { FaultRecord } from '../../core/run.ts';
import { LabError } from '../lab-error.ts';
import { isAlive, type ProcessIdentity } from '../process/process-identity.ts';
import { evidenceFrom, type InstanceAction, idsOf, inWords, lookAtAll } from './instance-action.ts';

const document = 'AWSFIS-Run-Kill-Process';

/** `aws:ssm:send-command` with AWSFIS-Run-Kill-Process: cannot be undone; the instance's init starts the process again. */
export const killProcess: InstanceAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'partly',
    resourceType: 'aws:ec2:instance',
    undo: "irreversible: await the restart by the instance's init",
  },
  before: ({ serverPid, serverStartTime }) => ({
    pid: serverPid ?? null,
    startTime: serverStartTime ?? null,
  }),
  after: () => ({ pid: null }),
  inject: async (lab, record) => {
    const { documentArn = '', documentParameters = '{}' } = record.parameters;
    const { invocations } = await lab.sendCommand({
      instanceIds: idsOf(record),
      document: documentArn.slice(documentArn.lastIndexOf('/') + 1) || document,
      parameters: parametersIn(documentParameters),
      clientToken: record.token,
    });
    // A command that found nothing to kill on any instance has done nothing.
    if (invocations.every(({ status }) => status === 'Failed'))
      throw new LabError('InvocationFailed', invocations.map(({ output }) => output).join(' '), false);
  },
  // The very process of the before-image is gone, whatever runs there by now.
  evidence: async (_lab, record) =>
    evidenceFrom(
      record.targets.map(({ arn, label }) => {
        const server = serverOf(record, arn);
        const gone = server !== undefined && !isAlive(server);
        return { instanceId: label, gone, seen: `process ${server?.pid} ${gone ? 'gone' : 'alive'}` };
      }),
    ),
  undo: async () => ({ outcome: 'nothing-to-undo' }),
  verify: async (lab, record) => {
    const looks = await lookAtAll(lab, record);
    const dying = isDying(record, lab.clock.now());
    const restored = looks.every(({ back }) => back) && !dying;
    const seen = dying ? 'the process that was told to end still lives' : inWords(looks);
    return restored ? { restored, seen } : { restored: false, drifted: false, seen };
  },
};

const serverOf = ({ before }: FaultRecord, arn: string): ProcessIdentity | undefined => {
  const { pid, startTime } = before[arn] ?? {};
  return typeof pid === 'number' && typeof startTime === 'string' ? { pid, startTime } : undefined;
};

// A process may choose to ignore SIGTERM; one that still lives after this has.
const dyingMs = 10_000;

const isDying = (record: FaultRecord, nowMs: number): boolean => {
  const { injectedAtMs = -Infinity, targets } = record;
  if (nowMs - injectedAtMs >= dyingMs) return false;
  return targets.some(({ arn }) => {
    const server = serverOf(record, arn);
    return server !== undefined && isAlive(server);
  });
};

const parametersIn = (text: string): Record<string, string> => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LabError('InvalidParameters', `documentParameters is no JSON: ${text}`, false, { cause });
  }
};
