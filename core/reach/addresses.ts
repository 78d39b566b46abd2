import ipaddr from 'ipaddr.js';

/** Whose an address is: anybody's, a network's of one's own, or one that no request may be sent to. */
export type AddressKind = { readonly kind: 'public' | 'private' | 'never'; readonly what: string };

/** Whose this address is. What is no address, and what is in no registry, is for nobody. */
export const kindOfAddress = (text: string): AddressKind => {
  if (!isAddress(text)) return never('no address');
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv6) return kindOfV6(address);
  return kindOfRange(address.range());
};

/** Whether text is an address as DNS and `URL` write it: nothing that only old programs take for one. */
export const isAddress = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);

const kindOfV6 = (address: ipaddr.IPv6): AddressKind => {
  // Instance metadata, DNS, time and credentials on AWS are in a network that looks like one's own.
  if (address.match(amazons)) return never('the metadata and credentials of the machine');
  const found = kindOfRange(address.range());
  if (found.kind !== 'public' || address.match(globalUnicast)) return found;
  return never('reserved');
};

const amazons = ipaddr.IPv6.parseCIDR('fd00:ec2::/32');
// All that is assigned to anybody (IANA); the rest of IPv6 has old ways of writing IPv4 in it.
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

// Ranges of the library that are not here are new to us, and so for nobody.
const kindOfRange = (range: string): AddressKind => kinds.get(range) ?? never(`reserved (${range})`);

const never = (what: string): AddressKind => ({ kind: 'never', what });
const inner = (what: string): AddressKind => ({ kind: 'private', what });

const translated = never('an IPv4 address within an IPv6 one');
const kinds: ReadonlyMap<string, AddressKind> = new Map([
  ['unicast', { kind: 'public', what: 'public' }],
  ['private', inner('of a private network')],
  ['carrierGradeNat', inner('of a private network')],
  ['uniqueLocal', inner('of a private network')],
  ['loopback', never('the machine itself')],
  ['unspecified', never('the machine itself')],
  ['linkLocal', never('link-local, where the metadata and credentials of the machine are')],
  ['multicast', never('multicast')],
  ['broadcast', never('broadcast')],
  ['ipv4Mapped', translated],
  ['rfc6145', translated],
  ['rfc6052', translated],
  ['6to4', translated],
  ['teredo', translated],
]);
