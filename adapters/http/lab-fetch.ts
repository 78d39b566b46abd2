import { internet } from '../../core/reach/reach.ts';
import { checkedFetch } from './checked-fetch.ts';

/** Requests of a lab: to the Internet, and to what listens on this machine itself, there also without TLS. */
export const labFetch = checkedFetch(
  { ...internet, httpHosts: ['localhost', '127.0.0.1', '::1'] },
  { except: ['127.0.0.1', '::1'] },
);
