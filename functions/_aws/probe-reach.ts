import * as z from 'zod';
import { parseHosts } from '../../core/reach/hosts.ts';
import type { Reach } from '../../core/reach/reach.ts';

const hosts = z.string().transform((text, { addIssue }) => {
  const parsed = parseHosts(text);
  if (parsed.ok) return parsed.value;
  addIssue(`${parsed.message}; ${parsed.fix}`);
  return z.NEVER;
});

const Settings = z.object({
  FIREDRILL_PROBE_HOSTS: hosts,
  FIREDRILL_PROBE_PRIVATE_HOSTS: hosts,
  FIREDRILL_PROBE_HTTP_HOSTS: hosts,
});

/** Where the deployment lets probes go (docs/probes.md). Lists that cannot be read let nothing start. */
export const reachOf = (env: Readonly<Record<string, string | undefined>>): Reach => {
  const settings = Settings.parse(env);
  return {
    hosts: settings.FIREDRILL_PROBE_HOSTS,
    privateHosts: settings.FIREDRILL_PROBE_PRIVATE_HOSTS,
    httpHosts: settings.FIREDRILL_PROBE_HTTP_HOSTS,
  };
};
