import type { Flaw, Parsed } from '../parsed.ts';
import { isAddress, kindOfAddress } from '../reach/addresses.ts';
import { plainHost } from '../reach/hosts.ts';
import { parseUrl } from '../reach/url.ts';

/** An http(s) address anyone may see: whoever reads the document reads its URLs. Where it leads, each deployment checks. */
export const parseHttpUrl = (text: string): Parsed<string> => {
  const parsed = parseUrl(text);
  if (!parsed.ok) return parsed;
  const flaw = flawOfName(plainHost(parsed.value.hostname));
  return flaw ? { ok: false, ...flaw } : { ok: true, value: text };
};

// What no deployment can allow is known before there is one.
const flawOfName = (host: string): Flaw | undefined => {
  const what = nobodys(host);
  if (what === undefined) return undefined;
  return { message: `${host} is ${what}, which no probe may ask`, fix: 'write the address that users have' };
};

const nobodys = (host: string): string | undefined => {
  if (host === 'localhost' || host.endsWith('.localhost')) return 'the machine itself';
  if (!isAddress(host)) return undefined;
  const { kind, what } = kindOfAddress(host);
  return kind === 'never' ? what : undefined;
};
