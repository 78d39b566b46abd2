import type { HttpProbe } from '../../experiment.ts';
import { isAddress, kindOfAddress } from '../../reach/addresses.ts';
import { plainHost } from '../../reach/hosts.ts';
import { found } from '../found.ts';
import { probesOf } from '../probes.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const notForAll: Rule = {
  id: 'probe-needs-permission',
  severity: 'advice',
  summary:
    'a request that a deployment refuses unless it names the host: by http, or to an address of a private network',
  why: 'Whoever writes a document may not send requests wherever a function can. A probe that is refused has no good reading, so the run never starts.',
  link: page.requests,
  check: (experiment) =>
    probesOf(experiment).flatMap(({ probe, path }) =>
      probe.type === 'http'
        ? flawsOf(probe).map(([message, fix]) => found([...path, 'url'], message, fix))
        : [],
    ),
};

const flawsOf = ({ url }: HttpProbe): readonly (readonly [message: string, fix: string])[] => {
  const { protocol, hostname } = URL.parse(url) ?? { protocol: '', hostname: '' };
  const host = plainHost(hostname);
  // The lab has names of its own.
  if (host.endsWith('.lab')) return [];
  const isPrivate = isAddress(host) && kindOfAddress(host).kind === 'private';
  return [
    ...(protocol === 'http:'
      ? [['on AWS it is asked by https only', 'write `https://`, or deploy with `probeHttpHosts`'] as const]
      : []),
    ...(isPrivate
      ? [
          [
            'it is an address of a private network',
            'deploy with `probePrivateHosts`; see docs/probes.md',
          ] as const,
        ]
      : []),
  ];
};

/** Where probes may go. */
export const reachRules: readonly Rule[] = [notForAll];
