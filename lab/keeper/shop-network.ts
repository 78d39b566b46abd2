import type { LabClock } from '../lab-clock.ts';
import type { CutScope } from '../network/zone-cut.ts';
import { linksCutBy } from '../network/zone-cut.ts';
import type { LinkMeasurement } from './api-network.ts';
import { conditionUnder, type LinkEffect } from './link-effects.ts';
import { measureLink } from './measure-link.ts';
import type { NetworkLink } from './network-link.ts';
import type { ShopLink } from './topology.ts';

/** The shop's links, and everything that is done to them. */
export type ShopNetwork = {
  /** Opens the link, or points it elsewhere; gives the port to reach the target by. */
  open(link: ShopLink, targetPort: number): Promise<number>;
  /** Closes all links of an instance. */
  forget(instanceId: string): void;
  /** Does something to links, those that are opened later included, until the answer is called. */
  affect(effect: LinkEffect<ShopLink>): () => void;
  isCut(link: ShopLink): boolean;
  /** Sends something over each link that passes; the answer is the network's, not this book's. */
  measure(on: (link: ShopLink) => boolean, times?: number): Promise<readonly LinkMeasurement[]>;
};

/** No link yet; `changed` is called whenever something is done to links, or no longer. */
export const shopNetwork = (clock: LabClock, network: NetworkLink, changed: () => void): ShopNetwork => {
  const links = new Map<string, { readonly link: ShopLink; readonly port: number }>();
  const effects = new Set<LinkEffect<ShopLink>>();
  const apply = (link: ShopLink) => network.setCondition(link.linkId, conditionUnder(link, effects));
  const applyAll = () => {
    for (const { link } of links.values()) apply(link);
    changed();
  };

  return {
    open: async (link, targetPort) => {
      const opened = network.open(link.linkId, targetPort);
      apply(link);
      const port = await opened;
      links.set(link.linkId, { link, port });
      apply(link);
      return port;
    },
    forget: (instanceId) => {
      for (const { link } of [...links.values()].filter(({ link: one }) => one.instanceId === instanceId)) {
        network.close(link.linkId);
        links.delete(link.linkId);
      }
    },
    affect: (effect) => {
      effects.add(effect);
      applyAll();
      return () => {
        if (effects.delete(effect)) applyAll();
      };
    },
    isCut: (link) => conditionUnder(link, effects).cut === true,
    measure: (on, times = 1) =>
      Promise.all(
        [...links.values()]
          .filter(({ link }) => on(link))
          .map(({ link, port }) => measureLink(clock, link, port, times)),
      ),
  };
};

/** A cut of subnets. */
export const cutOf = (subnetIds: readonly string[], scope: CutScope): LinkEffect<ShopLink> => ({
  on: (link) => linksCutBy({ subnetIds, scope }, [link]).length > 0,
  condition: { cut: true },
});
