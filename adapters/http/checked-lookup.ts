import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { RequestRefused } from '../../core/errors.ts';

/** Finds all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  name: string,
  options: LookupAllOptions,
  found: (failure: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** Why a connection for this host may not go to this address; undefined when it may. */
export type Refuse = (host: string, address: string) => { readonly refused: string } | undefined;

/**
 * The look-up of a connection: it answers with addresses that were checked, and the connection goes to one of these, so
 * that no second look-up may say something else. One refused address is enough to refuse the name.
 */
export const checkedLookup =
  (resolve: Resolve, refuse: Refuse): LookupFunction =>
  (name, options, found) => {
    resolve(name, { ...options, all: true }, (failure, addresses) => {
      const [first] = addresses ?? [];
      const no = failure ?? refusalOf(name, addresses ?? [], refuse) ?? (first ? null : nothing(name));
      if (no !== null || first === undefined) return found(no, []);
      if (options.all) return found(null, addresses);
      return found(null, first.address, first.family);
    });
  };

const refusalOf = (
  name: string,
  addresses: readonly LookupAddress[],
  refuse: Refuse,
): RequestRefused | undefined => {
  for (const { address } of addresses) {
    const no = refuse(name, address);
    if (no) return new RequestRefused(no.refused);
  }
  return undefined;
};

const nothing = (name: string) => new Error(`${name} has no address`);
