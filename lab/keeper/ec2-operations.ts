import type { InstanceState } from './api.ts';
import type { NetworkOperations } from './api-network.ts';
import { describeInstance, type Instance } from './instance.ts';
import { mayHarmIn, namedIn, notFound } from './named-instances.ts';
import type { Operations } from './operations.ts';
import { probeInstance } from './probe-instance.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

type Ec2 = Pick<Operations, Exclude<Extract<keyof Operations, `ec2/${string}`>, keyof NetworkOperations>>;

/** EC2. A request is checked for every instance it names before any is touched. */
export const ec2Operations = ({ fleet, fence }: Pick<World, 'fleet' | 'fence'>): Ec2 => {
  const named = namedIn(fleet);
  const mayHarm = mayHarmIn(fleet);

  return {
    'ec2/DescribeInstances': ({ tags = {}, ids, states }) => ({
      instances: (ids ? named(ids) : fleet.list())
        .filter((instance) => Object.entries(tags).every(([key, value]) => instance.tags[key] === value))
        .filter(({ state }) => states?.includes(state) ?? true)
        .map(describeInstance),
    }),
    'ec2/StopInstances': (input) =>
      fence.once('StopInstances', input, () => {
        const instances = mayHarm(input);
        refuseIn(['pending', 'shutting-down', 'terminated'], instances);
        return { changes: instances.map((instance) => fleet.stop(instance, input.startAfterMs)) };
      }),
    'ec2/StartInstances': ({ instanceIds }) => {
      const instances = named(instanceIds);
      refuseIn(['stopping', 'shutting-down', 'terminated'], instances);
      return { changes: instances.map(fleet.start) };
    },
    'ec2/TerminateInstances': (input) =>
      fence.once('TerminateInstances', input, () => ({ changes: mayHarm(input).map(fleet.terminate) })),
    'ec2/ProbeInstance': ({ instanceId }) => probeInstance(fleet.find(instanceId) ?? notFound(instanceId)),
    'ec2/RebootInstances': (input) =>
      fence.once('RebootInstances', input, () => {
        const instances = mayHarm(input);
        refuseIn(['pending', 'stopping', 'stopped', 'shutting-down', 'terminated'], instances);
        instances.forEach(fleet.reboot);
        return {};
      }),
  };
};

const refuseIn = (states: readonly InstanceState[], instances: readonly Instance[]) => {
  const wrong = instances.find(({ state }) => states.includes(state));
  if (wrong === undefined) return;
  const message = `The instance '${wrong.instanceId}' is ${wrong.state}; this cannot be done from there.`;
  throw new Refusal('IncorrectInstanceState', message);
};
