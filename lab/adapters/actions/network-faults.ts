import type { LabClient } from '../../client.ts';
import type { LinkMeasurement } from '../../keeper/api-network.ts';
import { parametersOf } from './command.ts';
import { type Effect, runningCommand } from './running-command.ts';

const TRIPS = 40;
/** TCP's first retransmission: what is lost comes this much later. Lab time. */
const RETRANSMITTED_AFTER_MS = 200;

/** Whether a measurement shows what a document does to a link. */
type Shows = (measurement: LinkMeasurement, parameters: Readonly<Record<string, string>>) => boolean;

const late: Shows = ({ roundTripsMs: [quickest = 0] }, { DelayMilliseconds = '200' }) =>
  quickest >= Number(DelayMilliseconds);
// There and back, what is lost on either way comes late, so more trips than the share that is lost; a busy machine
// makes some late too. Half the share tells the two apart.
const lossy: Shows = ({ roundTripsMs }, { LossPercent = '7' }) => {
  const inTime = roundTripsMs.filter((took) => took < RETRANSMITTED_AFTER_MS).length;
  return 100 * (1 - inTime / TRIPS) > Number(LossPercent) / 2;
};
const silent: Shows = ({ answered }) => !answered;

const document = (name: string, shows: Shows, times: number) =>
  runningCommand({
    document: `AWSFIS-Run-${name}`,
    lookAt: async (lab: LabClient, instanceId, record): Promise<Effect> => {
      const parameters = parametersOf(record);
      const { links } = await lab.probeInstanceLinks({ instanceId, times });
      const concerned = links.filter(({ linkId }) => isConcerned(name, parameters, linkId));
      const affected = concerned.filter((link) => shows(link, parameters));
      return { instanceId, there: affected.length > 0, seen: inWords(concerned) };
    },
  });

// Links to the database begin with the instance, the one from the load balancer ends with it.
const isConcerned = (name: string, { Port }: Readonly<Record<string, string>>, linkId: string): boolean => {
  const toDatabase = !linkId.startsWith('alb>');
  if (name.endsWith('-Sources') || Port === '5432') return toDatabase;
  return Port === '80' ? !toDatabase : true;
};

const inWords = (links: readonly LinkMeasurement[]): string =>
  links
    .map(({ linkId, roundTripsMs: trips }) =>
      trips.length > 0
        ? `${linkId} answers within ${Math.round(trips[0] ?? 0)} to ${Math.round(trips.at(-1) ?? 0)} ms`
        : `${linkId} is silent`,
    )
    .join(', ');

/** FIS's documents that disturb an instance's network; each is seen by packets that really go over its links. */
export const networkLatency = document('Network-Latency', late, 5);
export const networkLatencySources = document('Network-Latency-Sources', late, 5);
export const networkPacketLoss = document('Network-Packet-Loss', lossy, TRIPS);
export const networkPacketLossSources = document('Network-Packet-Loss-Sources', lossy, TRIPS);
export const networkBlackholePort = document('Network-Blackhole-Port', silent, 1);
