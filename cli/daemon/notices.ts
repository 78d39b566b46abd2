import { labFetch } from '../../adapters/http/lab-fetch.ts';
import { posting } from '../../adapters/http/post.ts';
import { pagerDutyMessenger } from '../../adapters/pagerduty/pagerduty.ts';
import { teamsMessenger } from '../../adapters/teams/teams.ts';
import { webhookMessenger } from '../../adapters/webhook/webhook.ts';
import { eventOf } from '../../core/events.ts';
import { type NoticeDesk, tellPeople } from '../../core/notices/tell-people.ts';
import { toldHere } from '../../core/notices/told-here.ts';
import { because } from '../../core/protocol/record.ts';
import { readLabIntegrations } from '../../lab/integrations.ts';
import type { DaemonPart } from './parts.ts';

const againAfterMs = [10_000, 60_000, 120_000];

/** Tells people what happens in the lab, by the code that does so on AWS. */
export const noticesPart: DaemonPart = async ({ stateDir, orchestrator, fronts, hear }) => {
  const { runs, experiments, gameDays, journal, clock, actor } = orchestrator.ports;
  const send = posting(labFetch);
  const desk: NoticeDesk = {
    ...{ runs, experiments, gameDays, journal, clock, actor },
    told: toldHere(),
    integrations: async () => readLabIntegrations(stateDir),
    // Topics are AWS's: what happens in a lab is told to nobody there.
    messengers: {
      pagerduty: pagerDutyMessenger(fronts.secrets, send),
      teams: teamsMessenger(fronts.secrets, send),
      webhook: webhookMessenger(fronts.secrets, send, { now: Date.now }),
    },
  };
  let heard = 0;
  const waiting = new Set<NodeJS.Timeout>();
  const tell = (event: Parameters<typeof tellPeople>[1], tried = 0): void => {
    tellPeople(desk, event).catch((failure: unknown) => {
      process.stderr.write(`Not everybody was told of ${event.type}: ${because(failure)}\n`);
      const afterMs = againAfterMs[tried];
      if (afterMs === undefined) return;
      const timer = setTimeout(() => {
        waiting.delete(timer);
        tell(event, tried + 1);
      }, afterMs);
      waiting.add(timer);
    });
  };
  const deafen = hear((id, entry) => {
    const event = eventOf(id, { ...entry, seq: ++heard, prev: '', hash: '' });
    if (event) tell(event);
  });
  return {
    close: async () => {
      deafen();
      for (const timer of waiting) clearTimeout(timer);
    },
  };
};
