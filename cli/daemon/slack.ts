import { hostname } from 'node:os';
import { slackApi } from '../../adapters/slack/web-api.ts';
import type { IdempotencyKeys } from '../../core/fronts.ts';
import { because } from '../../core/protocol/record.ts';
import { occurrences } from '../../core/schedule/occurrences.ts';
import { type Announced, announce } from '../../core/slack/announce.ts';
import type { SlackAsked } from '../../core/slack/asked.ts';
import { slackPeople } from '../../core/slack/people.ts';
import { type Receiving, receive } from '../../core/slack/receive.ts';
import type { Slack } from '../../core/slack/slack.ts';
import { tell } from '../../core/slack/tell.ts';
import { work } from '../../core/slack/work.ts';
import type { LabClock } from '../../lab/lab-clock.ts';
import { openSlackMessages } from '../../lab/store/slack-messages.ts';
import { announcement } from '../../report/slack/announcement.ts';
import { slackDrawing } from '../../report/slack/drawing.ts';
import type { Place } from '../../report/slack/place.ts';
import { toldOf } from '../../report/slack/told.ts';
import { labSecrets } from '../lab-secrets.ts';
import type { DaemonHost, DaemonPart } from './parts.ts';
import { type LabSlackSettings, labSlackSettings } from './slack-settings.ts';
import { soon } from './soon.ts';

const announceEveryMs = 5 * 60_000;
// A burst of entries is one look.
const gatherMs = 300;

/** Slack for the lab, both ways, where the environment says how; nothing waits for it. */
export const slackPart: DaemonPart = async (host) => {
  const settings = labSlackSettings(process.env);
  return settings === undefined ? { close: async () => undefined } : open(host, settings);
};

const realClock = {
  now: Date.now,
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};

const open = async (host: DaemonHost, settings: LabSlackSettings) => {
  const { orchestrator, fronts, stateDir } = host;
  const { ports } = orchestrator;
  const secrets = labSecrets;
  const slack = slackApi({
    token: () => secrets.read(settings.FIREDRILL_SLACK_TOKEN),
    clock: realClock,
    ...(settings.FIREDRILL_SLACK_API && { address: settings.FIREDRILL_SLACK_API }),
  });
  const messages = openSlackMessages(stateDir);
  const { FIREDRILL_SLACK_OPERATORS: operators, FIREDRILL_SLACK_ADMINS: admins } = settings;
  const groups = { ...(operators && { operators }), ...(admins && { admins }) };
  const place: Place = {
    environment: `the lab on ${hostname()}`,
    flags: '',
    ...(operators && { group: operators }),
  };
  const read = (subject: string) => toldOf(ports, subject, place);
  const channel = settings.FIREDRILL_SLACK_CHANNEL;
  // What Slack waits for is real time; a lab may run many times as fast.
  const telling = { slack, messages, clock: realClock, ids: ports.ids, channel, read };
  const working = {
    ...{ ports, fronts, slack, messages, drawing: slackDrawing(read) },
    people: slackPeople(slack, groups, realClock),
  };
  const teller = soon(gatherMs, (id: string) => tell(telling, id), complain('tell Slack'));
  const deafen = host.hear((id) => teller.about(id));
  const under = new Set<Promise<void>>();
  const hand = async (asked: SlackAsked) => {
    const one = work(working, asked).catch(complain('do what Slack asked'));
    under.add(one);
    void one.finally(() => under.delete(one));
  };
  if (settings.FIREDRILL_SLACK_SIGNING_SECRET) {
    const references = settings.FIREDRILL_SLACK_SIGNING_SECRET.split(',');
    const receiving = {
      ...{ clock: realClock, idempotencyKeys: keptByLabTime(fronts.idempotencyKeys, host.lab.clock), hand },
      secrets: () => Promise.all(references.map((reference) => secrets.read(reference.trim()))),
      ...{ team: settings.FIREDRILL_SLACK_TEAM ?? '', app: settings.FIREDRILL_SLACK_APP ?? '' },
    };
    host.serve('/v1/slack', (request) => answer(receiving, request));
  }
  const quiet = keepAnnouncing(host, { slack, channel, place });
  return {
    close: async () => {
      quiet();
      deafen();
      await Promise.allSettled([teller.close(), ...under]);
      messages.close();
    },
  };
};

// The store forgets by the time of whoever asks it, and the API asks by the lab's, which is ahead of Slack's.
const keptByLabTime = (
  keys: IdempotencyKeys,
  { now, scale }: Pick<LabClock, 'now' | 'scale'>,
): IdempotencyKeys => ({
  claim: (claim) => keys.claim({ ...claim, atMs: Math.round(now()), forMs: claim.forMs * scale }),
});

type Announcer = { readonly slack: Slack; readonly channel: string; readonly place: Place };

/** Announces game days by the lab's clock; the answer ends it. */
const keepAnnouncing = ({ orchestrator, fronts }: DaemonHost, { slack, channel, place }: Announcer) => {
  const { clock } = orchestrator.ports;
  const announcing = {
    ...{ slack, channel, clock, upcoming: occurrences },
    ...{ definitions: fronts.definitions, occurrences: fronts.occurrences },
    announcement: (announced: Announced) => announcement(announced, place),
  };
  let cancel: () => void = () => undefined;
  const next = () => {
    cancel = clock.at(clock.now() + announceEveryMs, () => {
      next();
      void announce(announcing).catch(complain('announce game days in Slack'));
    });
  };
  next();
  return () => cancel();
};

const answer = async (receiving: Receiving, request: Request): Promise<Response | undefined> => {
  if (request.method !== 'POST') return undefined;
  const { pathname } = new URL(request.url);
  const body = new Uint8Array(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  const { status, text } = await receive(receiving, { path: pathname, headers, body });
  if (text === undefined) return new Response(null, { status });
  return Response.json({ response_type: 'ephemeral', text }, { status });
};

// A Slack that does not answer must keep nobody from anything.
const complain =
  (what: string) =>
  (failure: unknown): void =>
    console.error(`Could not ${what}: ${because(failure)}`);
