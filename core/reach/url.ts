import { quote } from '../documents/quote.ts';
import type { Flaw, Parsed } from '../parsed.ts';
import { plainHost } from './hosts.ts';

const MOST = 2048;

/** The address of a request as text: what is wrong here is wrong everywhere. Whose it is must be asked apart. */
export const parseUrl = (text: string): Parsed<URL> => {
  const url = URL.parse(text);
  // `URL` takes blanks and line ends out, and reads `\` as `/`: then it would say something else than what is read here.
  if (!url || !/^https?:\/\/[^\s\p{Cc}\\]+$/iu.test(text)) {
    return {
      ok: false,
      message: `${quote(text)} is not an http address`,
      fix: 'write one such as `https://shop.example.com/`',
    };
  }
  const flaw = flawOf(text, url);
  return flaw ? { ok: false, ...flaw } : { ok: true, value: url };
};

const flawOf = (text: string, url: URL): Flaw | undefined => {
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(text))
    return { message: 'the address has credentials in it', fix: 'remove everything before the `@`' };
  if (text.length > MOST)
    return {
      message: `the address has ${text.length} characters`,
      fix: `write one of at most ${MOST}`,
    };
  return flawOfHost(plainHost(url.hostname)) ?? flawOfPort(url.port);
};

const flawOfHost = (host: string): Flaw | undefined => {
  if (host.length > 253 || host.split('.').some((label) => label.length > 63))
    return { message: `${quote(host)} is too long for a name`, fix: 'write the name that users have' };
  return undefined;
};

// Other services than HTTP have the rest, and some of them would take a request for orders of theirs.
const flawOfPort = (port: string): Flaw | undefined =>
  port === '' || port === '80' || port === '443' || Number(port) >= 1024
    ? undefined
    : { message: `port ${port} is not one of HTTP`, fix: 'use 80, 443, or one from 1024 on' };
