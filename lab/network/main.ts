import { labClock } from '../lab-clock.ts';
import { onOrder, startedWith } from '../workload/keeper-link.ts';
import type { NetworkOrder, NetworkReport, NetworkSettings, OpenLink } from './messages.ts';
import { openRelay, type Relay } from './relay.ts';
import { seededRandom } from './seeded-random.ts';

// The network between the lab's machines.
process.title = 'shop-network';
const settings = startedWith<NetworkSettings>();
const clock = labClock(settings);
const random = seededRandom(settings.seed);
// Promises, so that an order for a link that is still being opened waits for it.
const relays = new Map<string, Promise<Relay | undefined>>();

const tell = (report: NetworkReport) => {
  if (process.connected) process.send?.(report, undefined, undefined, () => {});
};

const open = async (link: OpenLink): Promise<Relay | undefined> => {
  const { linkId } = link;
  try {
    const relay = await openRelay(link, clock, random);
    tell({ type: 'listening', linkId, port: relay.port });
    return relay;
  } catch (error) {
    tell({ type: 'failed', linkId, message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
};

const obey = (order: NetworkOrder) => {
  if (order.type === 'open') {
    relays.set(order.link.linkId, open(order.link));
    return;
  }
  const relay = relays.get(order.linkId);
  if (order.type === 'close') relays.delete(order.linkId);
  void relay?.then((opened) => {
    if (order.type === 'close') opened?.close();
    if (order.type === 'retarget') opened?.retarget(order.targetPort);
    if (order.type === 'condition') opened?.setCondition(order.condition);
  });
};

for (const link of settings.links) obey({ type: 'open', link });
onOrder<NetworkOrder>(obey);
