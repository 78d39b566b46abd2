import * as z from 'zod';
import { NotFound } from '../../core/errors.ts';
import { type GuardSources, sourceNamed } from '../../core/guard-sources.ts';
import type { Acknowledgement, Acknowledgements } from '../../core/ports.ts';
import { type PagerDuty, pages } from './api.ts';
import { incidentsSince } from './incidents.ts';

// Only a person acknowledges: what an integration or a rule does by itself tests nobody.
const entry = z.object({
  type: z.string(),
  created_at: z.string(),
  agent: z.object({ type: z.string(), summary: z.string().nullish() }).nullish(),
});

/**
 * Who has acknowledged first, by the log of every incident that was raised in the services since then. Which of them came
 * from the fault nobody can tell, so any counts: watch services on which nothing else is going on.
 */
export const pagerDutyAcknowledgements = (
  sources: () => Promise<Pick<GuardSources, 'incidents'>>,
  ask: PagerDuty,
): Acknowledgements => ({
  first: async (name, sinceMs) => {
    const source = sourceNamed((await sources()).incidents, name);
    if (source === undefined) throw new NotFound(`this deployment names no services of PagerDuty ${name}`);
    const raised = await incidentsSince(ask, source, sinceMs);
    const logs = await Promise.all(
      raised.map(({ id }) =>
        pages(
          ask,
          source,
          { path: `/incidents/${encodeURIComponent(id)}/log_entries`, list: 'log_entries', entry },
          [],
        ),
      ),
    );
    return logs
      .flat()
      .flatMap(acknowledgementIn)
      .sort((one, other) => one.atMs - other.atMs)[0];
  },
});

const acknowledgementIn = ({
  type,
  created_at,
  agent,
}: z.output<typeof entry>): readonly Acknowledgement[] =>
  type.startsWith('acknowledge_log_entry') && agent?.type.startsWith('user')
    ? [{ atMs: Date.parse(created_at), by: agent.summary ?? 'somebody' }]
    : [];
