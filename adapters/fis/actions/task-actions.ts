import type { FisAction } from '../actions.ts';
import { traceless } from './traceless.ts';

const tasks = { resourceType: 'aws:ecs:task', targetKey: 'Tasks' } as const;

const stressed = (fault: string): FisAction =>
  traceless({
    ...tasks,
    revertClass: 'self-reverting',
    iamEnforced: 'partly',
    undo: "stop the experiment: FIS cancels the command in the task's sidecar, and its document rolls back what it did",
    fault,
  });

/** The actions on tasks of ECS. https://docs.aws.amazon.com/fis/latest/userguide/ecs-task-actions.html */
export const taskActions: Readonly<Record<string, FisAction>> = {
  'aws:ecs:stop-task': traceless({
    ...tasks,
    revertClass: 'irreversible',
    iamEnforced: 'yes',
    undo: 'irreversible: await that their service starts new ones',
    fault: 'stopped',
  }),
  'aws:ecs:task-cpu-stress': stressed('short of CPU'),
  'aws:ecs:task-io-stress': stressed('short of input and output'),
  'aws:ecs:task-kill-process': traceless({
    ...tasks,
    revertClass: 'irreversible',
    iamEnforced: 'partly',
    undo: 'irreversible: await that the process, or its task, is started again',
    fault: 'a process is killed',
  }),
  'aws:ecs:task-network-blackhole-port': stressed('a port leads nowhere'),
  'aws:ecs:task-network-latency': stressed('its network is slow'),
  'aws:ecs:task-network-packet-loss': stressed('its network loses packets'),
};
