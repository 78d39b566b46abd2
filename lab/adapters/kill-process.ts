import { isAlive } from '../process/process-identity.ts';
import { evidenceFrom, type InstanceAction, idsOf, instancesOf } from './instance-action.ts';

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
        return { gone, seen: `${label}: process ${pid} ${gone ? 'gone' : 'alive'}` };
      }),
    ),
  undo: async () => ({ outcome: 'nothing-to-undo' }),
  verify: async (lab, record) => {
    const instances = await instancesOf(lab, record);
    const looks = await Promise.all(
      instances.map(async ({ instanceId, serverPid }) => {
        const { processAlive, portOpen } = await lab.probeInstance({ instanceId });
        return {
          back: processAlive && portOpen,
          seen: `${instanceId}: process ${serverPid ?? 'none'}, port ${portOpen ? 'open' : 'closed'}`,
        };
      }),
    );
    const seen = looks.map((one) => one.seen).join('; ');
    const restored = looks.length === record.targets.length && looks.every(({ back }) => back);
    return restored ? { restored, seen } : { restored: false, drifted: false, seen };
  },
};
