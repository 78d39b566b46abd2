import { expect, test } from 'vitest';
import { commands } from '../../../lab/keeper/commands.ts';
import { ec2Operations } from '../../../lab/keeper/ec2-operations.ts';
import type { Fleet } from '../../../lab/keeper/fleet.ts';
import { type Instance, newInstance } from '../../../lab/keeper/instance.ts';
import { ssmOperations } from '../../../lab/keeper/ssm-operations.ts';
import { tokenFence } from '../../../lab/keeper/token-fence.ts';
import { labClock } from '../../../lab/lab-clock.ts';

const unwilling: Instance = {
  ...newInstance('eu-lab-1a', 1, 0, 'caching'),
  state: 'running',
  tags: { app: 'other' },
};

const untouchable = () => {
  throw new Error('touched');
};
const fleet: Fleet = {
  list: () => [unwilling],
  find: (instanceId) => (instanceId === unwilling.instanceId ? unwilling : undefined),
  launch: untouchable,
  stop: untouchable,
  start: untouchable,
  terminate: untouchable,
  reboot: untouchable,
  deploy: untouchable,
};

const harm = { instanceIds: [unwilling.instanceId], clientToken: 'run-1' };
const command = { document: 'AWSFIS-Run-Kill-Process', parameters: { ProcessName: 'shop-web' } };
const refusal = expect.objectContaining({ code: 'UnauthorizedOperation' });

test('an experiment cannot hurt an instance that does not consent', () => {
  const world = {
    fleet,
    fence: tokenFence(),
    effects: {},
    commands: commands(labClock({ originMs: 0, scale: 1 })),
  };
  const operations = { ...ec2Operations(world), ...ssmOperations(world) };
  expect(() => operations['ec2/StopInstances'](harm)).toThrow(refusal);
  expect(() => operations['ec2/TerminateInstances'](harm)).toThrow(refusal);
  expect(() => operations['ec2/RebootInstances'](harm)).toThrow(refusal);
  expect(() => operations['ssm/SendCommand']({ ...harm, ...command })).toThrow(refusal);
});
