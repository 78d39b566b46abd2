import type { ChildProcesses } from './child-processes.ts';
import type { Effect } from './commands.ts';
import { Refusal } from './refusal.ts';

/**
 * AWSFIS-Run-CPU-Stress: a process on the instance that burns `LoadPercent` of its one vCPU. Two busy processes share a
 * CPU evenly, so a server beside a full load keeps half of it: the kernel would do that if the lab's instances had a
 * CPU each, here the server is told.
 */
export const cpuStress =
  (children: ChildProcesses): Effect =>
  (instance, { LoadPercent = '100' }) => {
    const loadPercent = Number(LoadPercent);
    if (!(loadPercent >= 1 && loadPercent <= 100))
      throw new Refusal('InvalidParameters', `LoadPercent is 1 to 100, not ${LoadPercent}.`);
    const burner = children.start({
      role: `stress ${instance.instanceId}`,
      script: 'burner',
      settings: { loadPercent },
      report: () => {},
      ended: () => {},
    });
    const identity = { pid: burner.pid, startTime: burner.startTime };
    instance.burners.add(identity);
    instance.server?.tell({ type: 'cpu', share: 1 - loadPercent / 200 });
    return () => {
      burner.kill('SIGKILL');
      instance.burners.delete(identity);
      instance.server?.tell({ type: 'cpu', share: 1 });
    };
  };
