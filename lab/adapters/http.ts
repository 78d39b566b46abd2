import type { HttpProbe } from '../../core/experiment.ts';
import type { HttpProbes } from '../../core/ports.ts';
import type { LabClient } from '../client.ts';

type Answer = Awaited<ReturnType<HttpProbes['ask']>>;

// Importing it the ESM way costs 30 ms and 12 MiB at start-up.
const http = process.getBuiltinModule('node:http');

/** Asks as a user would. Names end in `.lab` and are the lab's own; latencies are in lab time. */
export const labHttp = (lab: LabClient): HttpProbes => {
  const names = lab.dns();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  return {
    ask: async (probe) => {
      const url = new URL(probe.url);
      const found = (await names)[url.hostname];
      if (found === undefined) return { latencyMs: 0, error: `${url.hostname} is no name of the lab` };
      return request(lab, probe, url, found, agent);
    },
  };
};

const request = (
  { clock }: LabClient,
  probe: HttpProbe,
  url: URL,
  address: string,
  agent: InstanceType<typeof http.Agent>,
): Promise<Answer> =>
  new Promise((resolve) => {
    const beganAtMs = clock.now();
    const answer = (what: { status: number } | { error: string }) => {
      clearTimeout(timer);
      resolve({ ...what, latencyMs: clock.now() - beganAtMs });
    };
    const [host, port] = address.split(':');
    const sent = http.request(
      {
        host,
        port,
        path: url.pathname + url.search,
        method: probe.method,
        headers: { host: url.host },
        agent,
      },
      (response) => {
        response.resume();
        response.on('end', () => answer({ status: response.statusCode ?? 0 }));
        response.on('error', ({ message }) => answer({ error: message }));
      },
    );
    const timer = setTimeout(() => {
      answer({ error: 'no answer in time' });
      sent.destroy();
    }, clock.real(probe.timeoutMs));
    sent.on('error', ({ message }) => answer({ error: message }));
    sent.end();
  });
