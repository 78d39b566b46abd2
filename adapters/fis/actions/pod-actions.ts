import type { FisAction } from '../actions.ts';
import { traceless } from './traceless.ts';

// FIS takes pods by its own parameters only, and chooses among them when it starts.
const pods = {
  iamEnforced: 'no',
  resourceType: 'aws:eks:pod',
  targetKey: 'Pods',
  chosenAtStart: true,
} as const;

const stressed = (fault: string): FisAction =>
  traceless({
    ...pods,
    revertClass: 'self-reverting',
    undo: 'stop the experiment: FIS removes its own pod and its container in each of the pods',
    fault,
  });

/** The actions on pods. https://docs.aws.amazon.com/fis/latest/userguide/eks-pod-actions.html */
export const podActions: Readonly<Record<string, FisAction>> = {
  'aws:eks:pod-cpu-stress': stressed('pods are short of CPU'),
  'aws:eks:pod-delete': traceless({
    ...pods,
    revertClass: 'irreversible',
    undo: 'irreversible: await that their controller makes new ones',
    fault: 'pods are deleted',
  }),
  'aws:eks:pod-io-stress': stressed('pods are short of input and output'),
  'aws:eks:pod-memory-stress': stressed('pods are short of memory'),
  'aws:eks:pod-network-blackhole-port': stressed('a port of the pods leads nowhere'),
  'aws:eks:pod-network-latency': stressed("the pods' network is slow"),
  'aws:eks:pod-network-packet-loss': stressed("the pods' network loses packets"),
};
