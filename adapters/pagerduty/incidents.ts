import * as z from 'zod';
import type { PagerDutySource } from '../../core/guard-sources.ts';
import { type PagerDuty, pages } from './api.ts';

const incidents = {
  path: '/incidents',
  list: 'incidents',
  entry: z.object({ id: z.string(), created_at: z.string() }),
};

/** Whether any of the services has an incident that is triggered or acknowledged. */
export const hasOpenIncident = async (ask: PagerDuty, source: PagerDutySource): Promise<boolean> => {
  const asked = [
    ...['triggered', 'acknowledged'].map((status) => ['statuses[]', status] as const),
    ...ofServices(source),
    // Without it only those of the last month are found.
    ['date_range', 'all'] as const,
  ];
  return (await pages(ask, source, incidents, asked, (found) => found.length > 0)).length > 0;
};

/** The incidents of the services that were raised since a moment. */
export const incidentsSince = async (
  ask: PagerDuty,
  source: PagerDutySource,
  sinceMs: number,
): Promise<readonly { readonly id: string; readonly atMs: number }[]> => {
  const asked = [
    ...ofServices(source),
    ['since', new Date(sinceMs).toISOString()] as const,
    ['sort_by', 'created_at:asc'] as const,
  ];
  const found = await pages(ask, source, incidents, asked);
  return found
    .map(({ id, created_at }) => ({ id, atMs: Date.parse(created_at) }))
    .filter(({ atMs }) => !(atMs < secondOf(sinceMs)));
};

// PagerDuty's times are whole seconds.
const secondOf = (atMs: number): number => Math.floor(atMs / 1_000) * 1_000;

const ofServices = ({ services }: PagerDutySource) => services.map((id) => ['service_ids[]', id] as const);
