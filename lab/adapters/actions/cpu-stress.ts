import { runningCommand } from './running-command.ts';

/** AWSFIS-Run-CPU-Stress: a process that burns the instance's CPU. */
export const cpuStress = runningCommand({
  document: 'AWSFIS-Run-CPU-Stress',
  lookAt: async (lab, instanceId) => {
    const { burners } = await lab.probeInstance({ instanceId });
    return {
      instanceId,
      there: burners > 0,
      seen: `${burners} ${burners === 1 ? 'process' : 'processes'} burning CPU time`,
    };
  },
});
