import type { LabClient } from '../../lab/client.ts';
import { readLabFile } from '../../lab/keeper/lab-file.ts';
import { webInstances } from '../e2e/support/home.ts';

/** What is not as it was before any fault, in words, read from the things themselves; empty when the lab is whole. */
export const brokenIn = async (lab: LabClient, stateDir: string): Promise<readonly string[]> => {
  const [servers, { targets }, database, orders, { functions }] = await Promise.all([
    webInstances(lab),
    lab.describeTargetHealth(),
    lab.probeDBInstance({ dbInstanceIdentifier: 'shop-db' }),
    lab.probeFunction({ functionName: 'shop-orders' }),
    lab.listFunctions(),
  ]);
  const { streaming, endpointFollows, takesConnections } = database;
  const well = servers.filter((one) => one.state === 'running' && one.processAlive && one.portOpen);
  const healthy = targets.filter(({ state }) => state === 'healthy');
  const burners = (readLabFile(stateDir)?.children ?? []).filter(({ role }) => role.startsWith('stress'));
  return [
    ...(well.length === 3 ? [] : [`${well.length} of 3 servers run`]),
    ...(healthy.length === 3 ? [] : [`${healthy.length} of 3 targets are healthy`]),
    ...(streaming && endpointFollows && takesConnections
      ? []
      : [`the database: ${JSON.stringify(database)}`]),
    ...(JSON.stringify(orders) === '{"alive":true,"configuration":{}}'
      ? []
      : [`the function: ${JSON.stringify(orders)}`]),
    ...burners.map(({ role }) => `a process: ${role}`),
    ...functions.flatMap(({ faults }) => faults.map(({ clientToken }) => `a fault: ${clientToken}`)),
    ...(await silentLinks(lab)),
    ...(await onTheBooks(lab)),
  ];
};

const silentLinks = async (lab: LabClient): Promise<readonly string[]> => {
  const { subnets } = await lab.describeSubnets();
  const looks = await Promise.all(subnets.map(({ subnetId }) => lab.probeSubnet({ subnetId })));
  const silent = looks.flatMap(({ links }) => links.filter(({ answered }) => !answered));
  return [...new Set(silent.map(({ linkId }) => `${linkId} is silent`))];
};

const onTheBooks = async (lab: LabClient): Promise<readonly string[]> => {
  const [{ schedules }, { alarms }, { commands }, { networkAcls }, { exhaustions }] = await Promise.all([
    lab.listSchedules(),
    lab.describeAlarms({ alarmNamePrefix: 'firedrill-' }),
    lab.listCommands({}),
    lab.describeNetworkAcls({ tokenPrefix: '' }),
    lab.listExhaustions({ tokenPrefix: '' }),
  ]);
  return [
    ...schedules.map(({ name }) => `schedule ${name}`),
    ...alarms.map(({ configuration }) => `alarm ${configuration.alarmName}`),
    ...commands.map(({ document }) => `command ${document}`),
    ...networkAcls.map(({ networkAclId }) => `network ACL ${networkAclId}`),
    ...exhaustions.map(({ held }) => `${held} connections held`),
  ];
};
