import type { LinkCondition } from '../network/messages.ts';

/** Something that is done to some links: a cut of a subnet, a document that slows an instance. */
export type LinkEffect<Link> = {
  readonly on: (link: Link) => boolean;
  readonly condition: LinkCondition;
};

/** What a link does under everything that is done to it: delays add up, the greatest loss counts, a cut is a cut. */
export const conditionUnder = <Link>(link: Link, effects: Iterable<LinkEffect<Link>>): LinkCondition => {
  const conditions = [...effects].filter(({ on }) => on(link)).map(({ condition }) => condition);
  const latencyMs = conditions.reduce((sum, one) => sum + (one.latencyMs ?? 0), 0);
  const lossPercent = Math.max(0, ...conditions.map((one) => one.lossPercent ?? 0));
  return {
    ...(conditions.some(({ cut }) => cut) && { cut: true }),
    ...(latencyMs > 0 && { latencyMs }),
    ...(lossPercent > 0 && { lossPercent }),
  };
};
