import type { BlockList as Blocks } from 'node:net';

const { BlockList, isIP } = process.getBuiltinModule('node:net');

/** Whether an address is one that no probe may ask: text as DNS gives it, IPv4 or IPv6. */
export type Forbidden = (address: string) => boolean;

// What only this machine can reach, and where it keeps its credentials: in Lambda the runtime's own API is on loopback.
const ranges = [
  ['0.0.0.0', 8, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  // Instance metadata, DNS, time and credentials on AWS.
  ['fd00:ec2::', 32, 'ipv6'],
  // The same of IPv4, through an address translator (RFC 6052).
  ['64:ff9b::', 104, 'ipv6'],
  ['64:ff9b::7f00:0', 104, 'ipv6'],
  ['64:ff9b::a9fe:0', 112, 'ipv6'],
] as const;

const blocks: Blocks = new BlockList();
for (const [net, prefix, family] of ranges) blocks.addSubnet(net, prefix, family);

/** Loopback, link-local and metadata addresses, and whatever is no address. An IPv4 address within IPv6 counts as itself. */
export const isForbiddenAddress: Forbidden = (address) => {
  const family = isIP(address);
  return family === 0 || blocks.check(address, family === 4 ? 'ipv4' : 'ipv6');
};
