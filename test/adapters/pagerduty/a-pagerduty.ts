import { serving } from '../support/serving.ts';

/** An incident as the test has it; its log holds who did what to it. */
export type Incident = {
  readonly id: string;
  readonly service: string;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  readonly created_at: string;
  readonly log?: readonly { readonly type: string; readonly at: string; readonly agent: object | null }[];
};

/** How it behaves otherwise than well. */
export type Mood = {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly mostPerPage?: number;
};

/** A server that behaves as PagerDuty's REST API does: keys, filters, pages, and its own ways to say no. */
export const aPagerDuty = async (incidents: readonly Incident[], mood: Mood = {}) => {
  const asked: string[] = [];
  const at = await serving((request, response) => {
    const url = new URL(request.url ?? '/', 'http://here');
    asked.push(`${url.pathname}${url.search}`);
    const say = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...mood.headers })
        .end(JSON.stringify(body));
    if (mood.status) return say(mood.status, { error: { message: 'no', code: mood.status } });
    if (request.headers.authorization !== 'Token token=the-key')
      return say(401, { error: { message: 'Invalid token' } });
    const [, , id] = url.pathname.split('/');
    const list = id === undefined ? incidentsFor(incidents, url) : logOf(incidents, id);
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const limit = Math.min(Number(url.searchParams.get('limit') ?? 25), mood.mostPerPage ?? 100);
    const page = list.slice(offset, offset + limit);
    const name = id === undefined ? 'incidents' : 'log_entries';
    return say(200, { [name]: page, limit, offset, more: offset + limit < list.length, total: null });
  });
  return { at, asked };
};

const incidentsFor = (all: readonly Incident[], { searchParams }: URL): readonly object[] => {
  const statuses = searchParams.getAll('statuses[]');
  const services = searchParams.getAll('service_ids[]');
  const since = searchParams.get('date_range') === 'all' ? null : searchParams.get('since');
  return all
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
    .filter(({ service }) => services.length === 0 || services.includes(service))
    .filter(
      ({ created_at }) =>
        since === null || Date.parse(created_at) >= Math.floor(Date.parse(since) / 1000) * 1000,
    )
    .map(({ id, status, created_at }) => ({ id, type: 'incident', status, created_at }));
};

const logOf = (all: readonly Incident[], id: string): readonly object[] =>
  (all.find((one) => one.id === id)?.log ?? []).map(({ type, at, agent }, index) => ({
    ...{ id: `R${index}`, type, created_at: at, agent },
  }));
