import { setTimeout as sleep } from 'node:timers/promises';
import { sleeping } from '../../../cli/lab-ports.ts';
import { labClock } from '../../../lab/lab-clock.ts';
import { clockContract } from '../../contracts/clock-contract.ts';

clockContract('lab', () => {
  const clock = sleeping(labClock({ originMs: Date.now(), scale: 5 }));
  const pass = async (ms: number) => {
    const untilMs = clock.now() + ms + 1;
    while (clock.now() < untilMs) await sleep(1);
  };
  return { clock, pass };
});
