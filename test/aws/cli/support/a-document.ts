import { readFileSync } from 'node:fs';

const shipped = new URL('../../../../experiments/ec2-alb/one-web-instance-stops.yml', import.meta.url);

/** The shipped experiment on the instances of an app of one's own, judged by an alarm of one's own. */
export const documentFor = (app: string, alarm = `${app}-5xx`): string =>
  readFileSync(shipped, 'utf8').replace('app: shop, tier: web', `app: ${app}`).replace('shop-5xx', alarm);
