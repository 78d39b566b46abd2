import { kindOfAddress } from './addresses.ts';
import { isAmong, plainHost } from './hosts.ts';
import { parseUrl } from './url.ts';

/** Which hosts a deployment lets requests go to. Whoever writes a document or a setting cannot change it. */
export type Reach = {
  /** Only these, and those named below; where there are none here, every host on the Internet. */
  readonly hosts: readonly string[];
  /** These may have addresses of a private network: internal load balancers. */
  readonly privateHosts: readonly string[];
  /** These may be asked by http. */
  readonly httpHosts: readonly string[];
};

/** Every host on the Internet, by https. */
export const internet: Reach = { hosts: [], privateHosts: [], httpHosts: [] };

/** The address of a request, or why it may not be sent, as far as its text says. */
export const reachable = (reach: Reach, text: string): URL | Refusal => {
  const parsed = parseUrl(text);
  if (!parsed.ok) return refusal(parsed.message);
  const { value: url } = parsed;
  const host = plainHost(url.hostname);
  const { hosts, privateHosts, httpHosts } = reach;
  if (hosts.length > 0 && ![hosts, privateHosts, httpHosts].some((some) => isAmong(some, host)))
    return refusal(`${host} is not one of the hosts that this deployment may ask`);
  if (url.protocol === 'http:' && !isAmong(httpHosts, host))
    return refusal(`${host} may be asked by https only, unless the deployment names it`);
  return url;
};

/** Why a connection for this host may not go to this address, which is what its name was resolved to, or itself. */
export const refusedAddress = (
  { privateHosts }: Reach,
  host: string,
  address: string,
): Refusal | undefined => {
  const { kind, what } = kindOfAddress(address);
  if (kind === 'public' || (kind === 'private' && isAmong(privateHosts, host))) return undefined;
  const name = plainHost(host);
  const which = name === address ? `${name} is` : `${name} is ${address},`;
  const unless = kind === 'private' ? ', unless the deployment names the host' : '';
  return refusal(`${which} ${what}, which nobody may ask${unless}`);
};

/** Why something may not be asked for. */
export type Refusal = { readonly refused: string };

const refusal = (refused: string): Refusal => ({ refused });
