import type { DeadManInput } from '../../core/ports.ts';
import { memoryAlarms } from '../support/memory/alarms.ts';
import { memoryDeadMan } from '../support/memory/dead-man.ts';
import { memoryFaultDriver } from '../support/memory/fault-driver.ts';
import { memoryTargets } from '../support/memory/targets.ts';
import { virtualClock } from '../support/memory/virtual-clock.ts';
import { alarmsContract } from './alarms-contract.ts';
import { clockContract } from './clock-contract.ts';
import { deadManContract } from './dead-man-contract.ts';
import { faultDriverContract } from './fault-driver-contract.ts';
import { irreversibleFaultContract } from './irreversible-fault-contract.ts';
import { sampleFault } from './samples.ts';

clockContract('virtual', () => {
  const clock = virtualClock();
  return { clock, pass: clock.advance };
});

deadManContract('memory', () => {
  const clock = virtualClock();
  const fired: DeadManInput[] = [];
  const deadMan = memoryDeadMan(clock, (input) => void fired.push(input));
  return { deadMan, fired: () => fired, now: clock.now, pass: clock.advance };
});

alarmsContract('memory', () => {
  const clock = virtualClock();
  const alarms = memoryAlarms(clock);
  return { alarms, set: alarms.set, now: clock.now, pass: clock.advance };
});

const fleet = () => {
  const clock = virtualClock();
  const targets = memoryTargets(clock);
  for (const n of [1, 2, 3]) {
    const tags = { app: 'web', chaos: 'yes' };
    targets.add({ arn: `arn:i-${n}`, label: `web-${n}`, zone: `z${n}`, tags, containers: ['arn:asg'] });
  }
  return { clock, now: clock.now, targets, driver: memoryFaultDriver(targets) };
};

faultDriverContract('memory', () => {
  const { driver, now, targets } = fleet();
  return {
    driver,
    now,
    reversible: sampleFault('aws:ec2:stop-instances'),
    impossible: sampleFault('aws:ec2:stop-instances', { startInstancesAfterDuration: 'soon' }),
    meddle: targets.terminate,
  };
});

for (const action of ['aws:ec2:terminate-instances', 'aws:ssm:send-command']) {
  irreversibleFaultContract(`memory, ${action}`, () => {
    const { clock, driver, now } = fleet();
    return { driver, now, irreversible: sampleFault(action), heal: () => clock.advance(120_000) };
  });
}
