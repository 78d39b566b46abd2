import type { FaultRecord } from '../../../core/run.ts';
import { clientOf } from '../clients.ts';
import type { Owners } from './by-type.ts';

/** What shows that a target was hit, though its state does not: by ARN, in words. */
export type Traces = ReadonlyMap<string, string>;

type Trace = (owners: Owners, record: FaultRecord) => Promise<Traces>;

const volumes: Trace = async ({ ec2 }, record) =>
  (await import('./volume-status.ts')).impairedVolumes(ec2, record);

/** Of what is over before anybody looks, or does not change how the target is described, its owner may keep a note. */
const traces: Readonly<Record<string, Trace>> = {
  'aws:ebs:pause-volume-io': volumes,
  'aws:ebs:volume-io-latency': volumes,
  'aws:ec2:asg-insufficient-instance-capacity-error': async (owners, record) => {
    const { launchesRefused } = await import('./scaling-activities.ts');
    return launchesRefused(await clientOf(owners, 'autoScaling'), record);
  },
  'aws:ec2:reboot-instances': async ({ ec2 }, record) =>
    (await import('./instance-status.ts')).impairedInstances(ec2, record),
  'aws:ec2:send-spot-instance-interruptions': async ({ ec2 }, record) =>
    (await import('./spot-requests.ts')).interruptionsOf(ec2, record),
  'aws:rds:reboot-db-instances': async ({ rds }, record) =>
    (await import('./database-events.ts')).rebootsSince(rds, record),
  'aws:ssm:send-command': async (owners, record) => {
    const { commandsOf } = await import('./commands.ts');
    const commands = await commandsOf(await clientOf(owners, 'ssm'), record);
    // One that was cut off has run until then.
    const ran = commands.filter(({ status }) =>
      ['InProgress', 'Cancelling', 'Success', 'Cancelled'].includes(status),
    );
    return new Map(ran.map(({ arn, label, details }) => [arn, `${label}: command ${details}`]));
  },
};

/** What else than their state shows that targets were hit. */
export const tracesOf: Trace = async (owners, record) =>
  (await traces[record.action]?.(owners, record)) ?? new Map();

/** Whether something else than FIS shows the fault in every case, so that FIS need not be asked. */
export const isAlwaysTraced = ({ action }: Pick<FaultRecord, 'action'>): boolean =>
  action === 'aws:ssm:send-command';
