import type { Verification } from '../../core/ports.ts';
import type { FaultRecord } from '../../core/run.ts';
import { documentOf, rollsBack } from './actions/send-command.ts';
import { clientOf } from './clients.ts';
import { commandsInWords, commandsOf, isOver } from './looks/commands.ts';
import { tracesOf } from './looks/traces.ts';
import { overByFis } from './over.ts';
import type { VerifyNeeds } from './verify.ts';

type End = (needs: VerifyNeeds, record: FaultRecord) => Promise<Verification>;

const notYet = (seen: string): Verification => ({ restored: false, drifted: false, seen });

/** Of a fault that its targets' state does not show: FIS says that it is over, and nothing that is left of it says otherwise. */
const quiet: End = async (needs, record) => {
  const over = await overByFis(needs, record);
  if (!over.restored) return over;
  const traces = [...(await tracesOf(needs, record)).values()];
  if (traces.length > 0) return notYet(traces.join('; '));
  if (record.revertClass !== 'irreversible') return over;
  return { ...over, seen: `${over.seen}; what has made good for it, only the steady state shows` };
};

// What a group found no capacity for stays in its history.
const overThoughNoted: End = (needs, record) => overByFis(needs, record);

/** Commands: Systems Manager says that each has ended, and AWS, or the document itself, that it has tidied up. */
const commandsAreOver: End = async (needs, record) => {
  const over = await overByFis(needs, record);
  if (!over.restored) return over;
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

const ends: Readonly<Record<string, End>> = {
  'aws:ec2:asg-insufficient-instance-capacity-error': overThoughNoted,
  'aws:ssm:send-command': commandsAreOver,
};

/** Whether a fault is over that the state of its targets does not show. */
export const endOf: End = (needs, record) => (ends[record.action] ?? quiet)(needs, record);
