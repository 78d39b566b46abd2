import type { FaultRecord } from '../../../core/run.ts';
import { LabError } from '../../lab-error.ts';
import { isAlive } from '../../process/process-identity.ts';
import type { LabAction } from '../action.ts';
import { instances } from '../resources/instances.ts';
import { commandOf } from './command.ts';
import { inWords, lookAtAll } from './looks.ts';
import { processGone, serverOf } from './server-process.ts';

/** `aws:ssm:send-command` with AWSFIS-Run-Kill-Process: cannot be undone; the instance's init starts the process again. */
export const killProcess: LabAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'partly',
    resourceType: 'aws:ec2:instance',
    undo: "irreversible: await the restart by the instance's init",
  },
  resources: instances,
  before: ({ pid = null, startTime = null }) => ({ pid, startTime }),
  after: () => ({ pid: null }),
  inject: async (lab, record) => {
    const { invocations } = await lab.sendCommand(commandOf(record));
    // A command that found nothing to kill on any instance has done nothing.
    if (invocations.every(({ status }) => status === 'Failed'))
      throw new LabError('InvocationFailed', invocations.map(({ output }) => output).join(' '), false);
  },
  evidence: async (_lab, record) => processGone(record),
  undo: async () => ({ outcome: 'nothing-to-undo' }),
  verify: async (lab, record) => {
    const looks = await lookAtAll(lab, record);
    const dying = isDying(record, lab.clock.now());
    const restored = looks.every(({ back }) => back) && !dying;
    const seen = dying ? 'the process that was told to end still lives' : inWords(looks);
    return restored ? { restored, seen } : { restored: false, drifted: false, seen };
  },
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
