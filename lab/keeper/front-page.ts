import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ZONES } from '../workload/settings.ts';
import type { LoadBalancerLink } from './load-balancer-link.ts';

/** Waits until every instance is in service and the front page answers; gives the load balancer's port. */
export const healthyFrontPage = async (loadBalancer: LoadBalancerLink): Promise<number> => {
  for (;;) {
    const port = loadBalancer.port();
    const inService = loadBalancer.health().filter(({ state }) => state === 'healthy').length;
    if (port !== undefined && inService === ZONES.length && (await answers(port))) return port;
    await sleep(5);
  }
};

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const request = get({ host: '127.0.0.1', port, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
