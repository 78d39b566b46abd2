import { needs } from '../../../functions/_lambda/needs.ts';

const given = new Map<string, ReadonlySet<string>>(
  Object.entries(needs).map(([fn, methods]) => [fn, new Set<string>(methods)]),
);
// Here what watches hands its readings to what takes them in the same process; on AWS that is another function.
given.set('watch-http', new Set([...needs['watch-http'], ...needs['on-reading']]));

/** Whether a function's composition root gives it what it calls; people have no such root. */
export const isGiven = (fn: string, name: string): boolean => given.get(fn)?.has(name) ?? true;
