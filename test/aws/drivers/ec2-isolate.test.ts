import { expect, test } from 'vitest';
import { idOf } from '../../../adapters/fis/looks/look.ts';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { atMoto, closeProxies, faultOn } from './at-moto.ts';
import { makeInstance, makeNetwork, makeSecurityGroup } from './ec2-scene.ts';
import { type Interface, networkInterfaces } from './network-interfaces.ts';
import { deniedByEc2 } from './refusals.ts';

const action = 'ec2/isolate';
const faultFor = (app: string, securityGroupId: string) =>
  faultOn(action, 'aws:ec2:instance', app, { securityGroupId });

const begin = async () => {
  const world = await atMoto(action);
  const ec2 = await world.clients.ec2();
  const network = await makeNetwork(ec2, world.id);
  const isolating = await makeSecurityGroup(ec2, network.vpc, `isolating-${world.id}`);
  const interfaces: Interface[] = [];
  const { answer, set } = networkInterfaces(interfaces);
  world.proxy.meddle(answer);
  const make = async (app: string, lists = [['sg-1', 'sg-2']]) => {
    const instance = await makeInstance(ec2, network, app);
    interfaces.push(...lists.map((groups, n) => ({ id: `eni-${instance.slice(2)}${n}`, instance, groups })));
    return instance;
  };
  return { ...world, ec2, network, isolating, interfaces, answer, set, make };
};

closeProxies();

faultDriverContract(action, async () => {
  const { driver, id, proxy, isolating, interfaces, answer, set, make } = await begin();
  await make(id);
  const refusing = await make(`${id}-denied`);
  proxy.meddle((asked) =>
    asked.body.includes('Action=ModifyNetworkInterfaceAttribute') && asked.body.includes(refusing.slice(2))
      ? deniedByEc2
      : answer(asked),
  );
  return {
    driver,
    now: Date.now,
    reversible: faultFor(id, isolating),
    impossible: faultFor(`${id}-denied`, isolating),
    meddle: (arn) => {
      for (const one of interfaces) if (one.instance === idOf(arn)) set(one.id, ['sg-3']);
    },
  };
});

test('every interface of an instance, on every page, is isolated, and gets its own list back', async () => {
  const { driver, id, isolating, interfaces, make } = await begin();
  await make(id, [['sg-1'], ['sg-1', 'sg-2'], ['sg-3']]);
  const before = [...interfaces];
  const record = await recordOf(driver, faultFor(id, isolating), Date.now());

  await driver.inject(record);
  expect(interfaces.map(({ groups }) => groups)).toEqual([[isolating], [isolating], [isolating]]);
  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });

  expect(interfaces).toEqual(before);
});

test('one interface that somebody else has changed keeps what it has, and the others come home', async () => {
  const { driver, id, isolating, interfaces, set, make } = await begin();
  await make(id, [['sg-1'], ['sg-2']]);
  const record = await recordOf(driver, faultFor(id, isolating), Date.now());
  await driver.inject(record);
  set(interfaces[0]?.id ?? '', ['sg-4']);

  expect(await driver.undo(record)).toMatchObject({
    outcome: 'drifted',
    seen: expect.stringContaining('sg-4'),
  });

  expect(interfaces.map(({ groups }) => groups)).toEqual([['sg-4'], ['sg-2']]);
});

test('a target has its zone, its subnet and its network, as for the driver fis', async () => {
  const { driver, id, network, isolating, make } = await begin();
  await make(id);

  const [target] = await driver.resolve(faultFor(id, isolating));

  expect(target).toMatchObject({
    zone: 'eu-west-1a',
    tags: { app: id, 'firedrill:consent': 'allowed' },
    containers: [
      expect.stringMatching(new RegExp(`:subnet/${network.subnets[0]}$`)),
      expect.stringMatching(new RegExp(`:vpc/${network.vpc}$`)),
    ],
  });
});

test('filters choose among the instances', async () => {
  const { driver, id, isolating, make } = await begin();
  const instance = await make(id);
  const { targets, ...fault } = faultFor(id, isolating);
  const inZone = (zone: string) => {
    const filters = [{ path: 'Placement.AvailabilityZone', values: [zone] }];
    return driver.resolve({ ...fault, targets: { ...targets, filters } });
  };

  expect(await inZone('eu-west-1b')).toEqual([]);
  expect(await inZone('eu-west-1a')).toMatchObject([{ label: `${instance} (eu-west-1a)` }]);
});

test('a security group that is not there, or in another network, is refused while it is planned', async () => {
  const { driver, id, ec2, make } = await begin();
  await make(id);
  const elsewhere = await makeNetwork(ec2, `other-${id}`);

  await expect(driver.resolve(faultFor(id, 'sg-00000000000000000'))).rejects.toThrow(
    'There is no security group',
  );
  await expect(driver.resolve(faultFor(id, elsewhere.group))).rejects.toThrow('it cannot isolate it');
  await expect(driver.resolve(faultFor(id, 'isolating'))).rejects.toThrow('securityGroupId is the id of');
});

test('an instance that has ended meanwhile is gone', async () => {
  const { driver, id, isolating, interfaces, make } = await begin();
  await make(id);
  const record = await recordOf(driver, faultFor(id, isolating), Date.now());
  await driver.inject(record);
  interfaces.length = 0;

  expect(await driver.undo(record)).toMatchObject({ outcome: 'drifted' });
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: true, gone: true });
});
