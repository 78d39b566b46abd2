import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Forbidden } from './forbidden-addresses.ts';

/** Finds all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  name: string,
  options: LookupAllOptions,
  found: (failure: Error | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * The look-up of a connection: it answers with addresses that were checked, and the connection goes to one of these, so
 * that no second look-up may say something else. One forbidden address is enough to refuse the name.
 */
export const checkedLookup =
  (resolve: Resolve, forbidden: Forbidden): LookupFunction =>
  (name, options, found) => {
    resolve(name, { ...options, all: true }, (failure, addresses) => {
      const [first] = addresses ?? [];
      const bad = addresses?.find(({ address }) => forbidden(address));
      const no = failure ?? (bad && refused(name, bad.address)) ?? (first ? null : nothing(name));
      if (no !== null || first === undefined) return found(no, []);
      if (options.all) return found(null, addresses);
      return found(null, first.address, first.family);
    });
  };

/** Why a probe may not ask a name or an address. */
export const refused = (name: string, address: string): Error =>
  new Error(
    `${name} is ${address}, which no probe may ask: loopback, link-local and metadata are not for users`,
  );

const nothing = (name: string) => new Error(`${name} has no address`);
