import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { flawsOf } from './slack-limits.ts';

/** A message as Slack keeps it. */
export type KeptMessage = {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly threadTs?: string;
  readonly broadcast: boolean;
  readonly edits: number;
};

/** What a call is met with instead of its work. */
export type Meddling =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly error: string }
  | 'hang'
  | 'lose-answer';

/** Slack as far as Firedrill knows it, on loopback. */
export type SlackServer = {
  /** The address of its Web API. */
  readonly address: string;
  /** Where its response addresses are. */
  readonly responseUrl: string;
  readonly token: string;
  readonly messages: readonly KeptMessage[];
  /** What was said to response addresses. */
  readonly responses: readonly Readonly<Record<string, unknown>>[];
  /** Every call, by its method. */
  readonly calls: readonly string[];
  /** The members of the user groups. */
  readonly groups: Map<string, readonly string[]>;
  /** Decides what becomes of the next calls. */
  meddle(decide: (method: string) => Meddling | undefined): void;
  /** Somebody deletes a message. */
  remove(ts: string): void;
  close(): Promise<void>;
};

const token = 'xoxb-test-token';
const channels: Readonly<Record<string, string>> = { '#drills': 'C0DRILLS', '#oncall': 'C0ONCALL' };

type Body = Readonly<Record<string, unknown>>;

/** Starts one. What Slack would refuse by its documented limits, it refuses. */
export const startSlack = async (): Promise<SlackServer> => {
  let decide: (method: string) => Meddling | undefined = () => undefined;
  let messages: KeptMessage[] = [];
  const responses: Body[] = [];
  const calls: string[] = [];
  const groups = new Map<string, readonly string[]>([
    ['S0OPERATORS', ['U0OPERATOR', 'U0OTHER']],
    ['S0ADMINS', ['U0ADMIN']],
  ]);
  let clock = 1_700_000_000;

  const post = (body: Body): Body => {
    const channel = channels[String(body.channel)] ?? String(body.channel);
    if (!Object.values(channels).includes(channel)) return no('channel_not_found');
    const flaws = flawsOf(body);
    if (flaws.length > 0) return { ...no('invalid_blocks'), response_metadata: { messages: flaws } };
    clock += 1;
    const ts = `${clock}.000100`;
    const { thread_ts: threadTs } = body;
    messages.push({
      ...{ channel, ts, text: String(body.text), blocks: body.blocks as readonly unknown[], edits: 0 },
      ...(typeof threadTs === 'string' && { threadTs }),
      broadcast: body.reply_broadcast === true,
    });
    return { ok: true, channel, ts };
  };

  const update = (body: Body): Body => {
    const found = messages.find(({ channel, ts }) => channel === body.channel && ts === body.ts);
    if (found === undefined) return no('message_not_found');
    const flaws = flawsOf(body);
    if (flaws.length > 0) return { ...no('invalid_blocks'), response_metadata: { messages: flaws } };
    const edited = { ...found, text: String(body.text), blocks: body.blocks as readonly unknown[] };
    messages = messages.map((one) => (one === found ? { ...edited, edits: found.edits + 1 } : one));
    return { ok: true, channel: body.channel, ts: body.ts };
  };

  const methods: Readonly<Record<string, (body: Body) => Body>> = {
    'chat.postMessage': post,
    'chat.update': update,
    'auth.test': () => ({ ok: true, team: 'Test', team_id: 'T0TEAM', user: 'firedrill' }),
    'usergroups.users.list': ({ usergroup }) => {
      const users = groups.get(String(usergroup));
      return users ? { ok: true, users } : no('no_such_subteam');
    },
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const { pathname } = new URL(request.url ?? '/', 'http://slack.test');
    if (pathname === '/response') {
      responses.push(JSON.parse(body));
      return void response.writeHead(200).end('ok');
    }
    const method = pathname.replace('/api/', '');
    calls.push(method);
    const meddling = decide(method);
    if (meddling === 'hang') return;
    if (typeof meddling === 'object' && 'status' in meddling)
      return void response.writeHead(meddling.status, meddling.headers).end(meddling.body ?? '');
    if (typeof meddling === 'object') return json(response, no(meddling.error));
    if (request.headers.authorization !== `Bearer ${token}`) return json(response, no('invalid_auth'));
    const work = methods[method];
    if (work === undefined) return json(response, no('unknown_method'));
    // Methods that only read take no JSON.
    const isJson = String(request.headers['content-type']).startsWith('application/json');
    if (isJson !== method.startsWith('chat.')) return json(response, no('invalid_form_data'));
    const done = work(isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body)));
    if (meddling === 'lose-answer') return void response.destroy();
    json(response, done);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    ...{ address: `${origin}/api`, responseUrl: `${origin}/response`, token, responses, calls, groups },
    get messages() {
      return messages;
    },
    meddle: (next) => {
      decide = next;
    },
    remove: (ts) => {
      messages = messages.filter((one) => one.ts !== ts);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const no = (error: string): Body => ({ ok: false, error });

const json = (response: ServerResponse, body: Body): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
