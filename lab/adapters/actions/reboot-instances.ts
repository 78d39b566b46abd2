import type { LabAction } from '../action.ts';
import { instances } from '../resources/instances.ts';
import { idsOf, inWords, lookAtAll } from './looks.ts';
import { processGone } from './server-process.ts';

/** `aws:ec2:reboot-instances`: cannot be undone; the machine comes up by itself. */
export const rebootInstances: LabAction = {
  facts: {
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    resourceType: 'aws:ec2:instance',
    undo: 'irreversible: await the end of the reboot',
  },
  resources: instances,
  before: ({ pid = null, startTime = null }) => ({ pid, startTime }),
  after: () => ({ pid: null }),
  inject: (lab, record) => lab.rebootInstances({ instanceIds: idsOf(record), clientToken: record.token }),
  evidence: async (_lab, record) => processGone(record),
  undo: async () => ({ outcome: 'nothing-to-undo' }),
  verify: async (lab, record) => {
    const looks = await lookAtAll(lab, record);
    const seen = inWords(looks);
    return looks.every(({ back }) => back)
      ? { restored: true, seen }
      : { restored: false, drifted: false, seen };
  },
};
