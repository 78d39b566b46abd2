import type { FaultDriver } from '../../../core/ports.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { fleetIsWhole } from '../../../lab/adapters/actions/terminate-instances.ts';
import type { LabClient } from '../../../lab/client.ts';
import { until } from '../../e2e/support/until.ts';

/**
 * The driver for one test on a lab that others use after it: its runs have names of their own, because a token that is
 * once revoked stays so; and each effect is waited for, because processes take their time to die and to start.
 */
export const settled = (driver: FaultDriver, lab: LabClient, own: string): FaultDriver => {
  const named = <Record extends Pick<FaultRecord, 'runId' | 'token'>>(record: Record): Record => ({
    ...record,
    runId: `${record.runId}-${own}`,
    token: record.token.replace('/', `-${own}/`),
  });
  return {
    ...driver,
    evidence: (record) => driver.evidence(named(record)),
    verify: (record) => driver.verify(named(record)),
    residue: (runId) => driver.residue(`${runId}-${own}`),
    fence: (runId) => driver.fence(`${runId}-${own}`),
    inject: async (record) => {
      await driver.inject(named(record));
      await quiet(lab);
    },
    undo: async (record) => {
      const outcome = await driver.undo(named(record));
      await quiet(lab);
      return outcome;
    },
  };
};

/** Waits until no instance is on its way to another state. */
export const quiet = (lab: LabClient): Promise<unknown> =>
  until('every instance to be quiet', async () => {
    const { instances } = await lab.describeInstances();
    const all = await Promise.all(
      instances.map(async ({ instanceId, state }) => {
        const { processAlive, portOpen } = await lab.probeInstance({ instanceId });
        if (state === 'running') return processAlive === portOpen;
        return (state === 'stopped' || state === 'terminated') && !processAlive && !portOpen;
      }),
    );
    return !all.includes(false);
  });

/** Takes back whatever faults a test left, and waits until three servers run: what a test needs to begin with. */
export const refresh = async (lab: LabClient): Promise<void> => {
  await quiet(lab);
  const { instances } = await lab.describeInstances({ states: ['stopped'] });
  if (instances.length > 0)
    await lab.startInstances({ instanceIds: instances.map(({ instanceId }) => instanceId) });
  for (const { commandId } of (await lab.listCommands({})).commands) await lab.cancelCommand({ commandId });
  await lab.updateFunctionConfiguration({ functionName: 'shop-orders', configuration: {} });
  for (const { faults, functionName } of (await lab.listFunctions()).functions)
    for (const { clientToken } of faults) await lab.restoreFunction({ functionName, clientToken });
  for (const { clientToken } of (await lab.describeNetworkAcls({ tokenPrefix: '' })).networkAcls)
    await lab.restoreConnectivity({ clientToken });
  for (const { subnetId, networkAclId } of (await lab.describeSubnets()).subnets)
    if (networkAclId !== 'acl-shop')
      await lab.replaceNetworkAclAssociation({ subnetId, networkAclId: 'acl-shop' });
  const out = (await lab.describeInstances()).instances.filter(({ registered }) => !registered);
  await lab.registerTargets({ targetIds: out.map(({ instanceId }) => instanceId) });
  await until('three servers to run', async () => {
    const { instances: running } = await lab.describeInstances({ states: ['running'] });
    const alive = await Promise.all(running.map(({ instanceId }) => lab.probeInstance({ instanceId })));
    return alive.length === 3 && alive.every(({ portOpen }) => portOpen);
  });
};

/** Waits until everything has healed, the load balancer's mind included. */
export const healed = async (lab: LabClient): Promise<void> => {
  await refresh(lab);
  await until('the fleet to be whole', async () => (await fleetIsWhole(lab)).restored);
};
