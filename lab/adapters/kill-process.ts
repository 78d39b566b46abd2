import { isAlive } from '../process/process-identity.ts';
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
  inject: (lab, record) => {
    const { documentArn = '', documentParameters = '{}' } = record.parameters;
    return lab.sendCommand({
      instanceIds: idsOf(record),
      document: documentArn.slice(documentArn.lastIndexOf('/') + 1) || document,
      parameters: JSON.parse(documentParameters) as Record<string, string>,
      clientToken: record.token,
    });
  },
  // The very process of the before-image is gone, whatever runs there by now.
  evidence: async (_lab, record) =>
    evidenceFrom(
      record.targets.map(({ arn, label }) => {
        const { pid, startTime } = record.before[arn] ?? {};
        const gone = typeof pid === 'number' && typeof startTime === 'string' && !isAlive({ pid, startTime });
        return { instanceId: label, gone, seen: `process ${pid} ${gone ? 'gone' : 'alive'}` };
      }),
    ),
  undo: async () => ({ outcome: 'nothing-to-undo' }),
  verify: async (lab, record) => {
    const looks = await lookAtAll(lab, record);
    const restored = looks.every(({ back }) => back);
    const seen = inWords(looks);
    return restored ? { restored, seen } : { restored: false, drifted: false, seen };
  },
};
