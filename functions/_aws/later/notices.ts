import { countedNotices } from '../../../adapters/cloudwatch/printed-metrics.ts';
import { eventBus } from '../../../adapters/eventbridge/event-bus.ts';
import { eventNotices } from '../../../adapters/eventbridge/event-notices.ts';
import { everyWay } from '../../../adapters/sns/every-way.ts';
import { pageNotices } from '../../../adapters/sns/page-notices.ts';
import type { Notices } from '../../../core/ports.ts';
import { eventBridge } from '../clients/event-bridge.ts';
import { sns } from '../clients/sns.ts';
import { common } from '../common.ts';
import { environment } from '../environment.ts';
import { printing } from '../printing.ts';

/** Everything as an event; who must come is paged by the topic as well, and counted in the log, so that two ways may fail. */
export const notices: Notices = everyWay([
  countedNotices(printing),
  pageNotices(sns, environment.FIREDRILL_TOPIC),
  eventNotices(eventBus(eventBridge, environment.FIREDRILL_BUS), common.clock, common.actor),
]);
