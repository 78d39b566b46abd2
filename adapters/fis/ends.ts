import type { Verification } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { documentOf, rollsBack } from './actions/send-command.ts';
import { clientOf } from './clients.ts';
import { overByFis } from './over.ts';
import type { VerifyNeeds } from './verify.ts';

type End = (needs: VerifyNeeds, record: FaultRecord) => Promise<Verification>;

const notYet = (seen: string): Verification => ({ restored: false, drifted: false, seen });

/** Of what only FIS knows, FIS says that it is over; what makes good for what cannot be undone nobody here sees. */
const saidByFis: End = async (needs, record) => {
  const over = await overByFis(needs, record);
  if (!over.restored || record.revertClass !== 'irreversible') return over;
  return { ...over, seen: `${over.seen}; what has made good for it, only the steady state shows` };
};

/** Volumes: EC2 has not found their input and output impaired either, where it looks. */
const volumesWork: End = async (needs, record) => {
  const over = await overByFis(needs, record);
  if (!over.restored) return over;
  const { impairedVolumes } = await import('./looks/volume-status.ts');
  const still = [...(await impairedVolumes(needs.ec2, record)).values()];
  return still.length > 0 ? notYet(still.join('; ')) : over;
};

/** Commands: Systems Manager says that each has ended, and AWS, or the document itself, that it has tidied up. */
const commandsAreOver: End = async (needs, record) => {
  const over = await overByFis(needs, record);
  if (!over.restored) return over;
  const { commandsInWords, commandsOf, isOver } = await import('./looks/commands.ts');
  const commands = await commandsOf(await clientOf(needs, 'ssm'), record);
  if (commands.length === 0) return { restored: true, seen: `no command was sent; ${over.seen}` };
  const seen = commandsInWords(commands);
  if (!commands.every(isOver)) return notYet(seen);
  const cutOff = commands.filter(({ status }) => status !== 'Success');
  const document = documentOf(record.parameters);
  if (record.revertClass === 'irreversible' || cutOff.length === 0 || isTidyWhenCutOff(document))
    return { restored: true, seen };
  return {
    restored: false,
    drifted: true,
    seen: `${seen}; what ${document} leaves when it is cut off, nobody here can see: look at the instance`,
  };
};

// A disk that is full keeps its own clean-up from running: the same page as `rollsBack`.
const isTidyWhenCutOff = (document: string): boolean =>
  rollsBack(document) && document !== 'AWSFIS-Run-Disk-Fill';

/** Runbooks: Systems Manager says that each has run to its end by itself, which is all that its author can promise. */
const runbooksAreOver: End = async (needs, record) => {
  const over = await overByFis(needs, record);
  if (!over.restored) return over;
  const { automationsOf, hasSucceeded, isOver } = await import('./looks/automations.ts');
  const runs = await automationsOf(await clientOf(needs, 'ssm'), record);
  if (runs.length === 0) return { restored: true, seen: `no runbook was started; ${over.seen}` };
  const document = documentOf(record.parameters);
  const seen = runs.map(({ id, status }) => `${document} ${id} is ${status}`).join('; ');
  if (!runs.every(isOver)) return notYet(seen);
  if (runs.every(hasSucceeded)) return { restored: true, seen };
  const why = `what ${document} leaves when it is cut off, nobody here can see: look at what it changes`;
  return { restored: false, drifted: true, seen: `${seen}; ${why}` };
};

const ends: Readonly<Record<string, End>> = {
  'aws:ebs:pause-volume-io': volumesWork,
  'aws:ebs:volume-io-latency': volumesWork,
  'aws:ssm:send-command': commandsAreOver,
  'aws:ssm:start-automation-execution': runbooksAreOver,
};

/** Whether a fault is over that the state of its targets does not show. */
export const endOf: End = (needs, record) => (ends[record.action] ?? saidByFis)(needs, record);
