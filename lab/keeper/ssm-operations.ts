import type { LabOperations } from './api.ts';
import type { ChildProcesses } from './child-processes.ts';
import type { Effect } from './commands.ts';
import { cpuStress } from './cpu-stress.ts';
import type { Instance } from './instance.ts';
import { runKillProcess } from './kill-process.ts';
import { mayHarmIn } from './named-instances.ts';
import { networkDocuments } from './network-documents.ts';
import type { Operations } from './operations.ts';
import { Refusal } from './refusal.ts';
import type { ShopNetwork } from './shop-network.ts';
import type { World } from './world.ts';

type Ssm = Pick<Operations, Extract<keyof Operations, `ssm/${string}`>>;
type Send = LabOperations['ssm/SendCommand'];

/** The documents that go on for a time, by name. */
export const effectsOf = (
  children: ChildProcesses,
  network: ShopNetwork,
): Readonly<Record<string, Effect>> => ({
  'AWSFIS-Run-CPU-Stress': cpuStress(children),
  ...networkDocuments(network),
});

/** Systems Manager's Run Command, with FIS's documents. */
export const ssmOperations = ({
  fleet,
  commands,
  fence,
  effects,
}: Pick<World, 'fleet' | 'commands' | 'fence' | 'effects'>): Ssm => {
  const mayHarm = mayHarmIn(fleet);
  const send = (input: Send['input'], instances: readonly Instance[]): Send['answer'] => {
    if (input.document === 'AWSFIS-Run-Kill-Process') return runKillProcess(input, instances);
    const effect = effects[input.document];
    if (effect === undefined) {
      const known = ['AWSFIS-Run-Kill-Process', ...Object.keys(effects)].join(', ');
      throw new Refusal('InvalidDocument', `The lab has ${known}, not ${input.document}.`);
    }
    return commands.run(effect, input, instances);
  };
  return {
    'ssm/SendCommand': (input) => fence.once('SendCommand', input, () => send(input, mayHarm(input))),
    'ssm/ListCommands': ({ tokenPrefix = '' }) => ({ commands: commands.list(tokenPrefix) }),
    'ssm/CancelCommand': ({ commandId }) => {
      commands.cancel(commandId);
      return {};
    },
  };
};
