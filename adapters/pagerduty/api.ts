import * as z from 'zod';
import { ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import type { Secrets } from '../../core/fronts.ts';
import type { PagerDutySource } from '../../core/guard-sources.ts';

/** Asks the REST API of PagerDuty; the answer is as the schema has it. */
export type PagerDuty = <Schema extends z.ZodType>(
  source: Pick<PagerDutySource, 'region' | 'token'>,
  path: string,
  asked: readonly (readonly [name: string, value: string])[],
  schema: Schema,
) => Promise<z.output<Schema>>;

const addresses = { us: 'https://api.pagerduty.com', eu: 'https://api.eu.pagerduty.com' } as const;
const timeoutMs = 5_000;

/** The REST API, version 2. `at` is another address than PagerDuty's own: a server in a test. */
// https://developer.pagerduty.com/docs/rest-api-overview
export const pagerDuty =
  (secrets: Secrets, at?: string): PagerDuty =>
  async ({ region, token }, path, asked, schema) => {
    const url = new URL(path, at ?? addresses[region]);
    for (const [name, value] of asked) url.searchParams.append(name, value);
    const headers = {
      accept: 'application/vnd.pagerduty+json;version=2',
      authorization: `Token token=${await secrets.read(token)}`,
    };
    const answer = await fetch(url, {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new ServiceUnavailable(`PagerDuty did not answer: ${whyOf(cause)}`, { cause });
    });
    if (answer.status === 401 || answer.status === 403)
      throw new WrongAsAsked(`PagerDuty refuses the key at ${token} (${answer.status})`);
    if (answer.status === 429)
      throw new ServiceUnavailable(
        `PagerDuty answers no more for ${answer.headers.get('retry-after') ?? 'some'} s (429)`,
      );
    if (!answer.ok) throw new ServiceUnavailable(`PagerDuty answered ${answer.status} to ${path}`);
    return schema.parse(await answer.json());
  };

const whyOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message : cause.message;
};

const pageSize = 100;
// PagerDuty gives no more than the first 10,000 of anything.
const mostPages = 100;

/** Every entry of a list, page by page; ends early when `enough` says so. */
export const pages = async <Entry>(
  ask: PagerDuty,
  source: Pick<PagerDutySource, 'region' | 'token'>,
  { path, list, entry }: { readonly path: string; readonly list: string; readonly entry: z.ZodType<Entry> },
  asked: readonly (readonly [string, string])[],
  enough: (found: readonly Entry[]) => boolean = () => false,
): Promise<readonly Entry[]> => {
  const schema = z.object({ [list]: z.array(entry), more: z.boolean() });
  const found: Entry[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const at = [
      ['limit', String(pageSize)],
      ['offset', String(page * pageSize)],
    ] as const;
    const answer = await ask(source, path, [...asked, ...at], schema);
    found.push(...(answer[list] as Entry[]));
    if (!answer.more || enough(found)) return found;
  }
  throw new ServiceUnavailable(`PagerDuty has more of ${path} than it gives`);
};
