import type { LabClock } from '../lab-clock.ts';
import type { CutScope } from '../network/zone-cut.ts';
import { WEB_TAGS } from '../workload/settings.ts';
import type { Subnet } from './api-network.ts';
import { Refusal } from './refusal.ts';
import { cutOf, type ShopNetwork } from './shop-network.ts';
import { SUBNETS, subnetArn } from './topology.ts';

/** The network ACL that every subnet has of its own. */
export const OWN_ACL = 'acl-shop';

/** A clone of a network ACL that denies, on the subnets it was put on. */
export type Clone = {
  readonly networkAclId: string;
  readonly subnetIds: readonly string[];
  readonly clientToken: string;
};

/** Which network ACL is on which subnet. FIS's clones deny, and go by themselves when their time is over. */
export type NetworkAcls = {
  subnets(): readonly Subnet[];
  deny(subnetIds: readonly string[], scope: CutScope, durationMs: number, clientToken: string): void;
  /** False when there is none of that token any more. */
  restore(clientToken: string): boolean;
  clones(tokenPrefix: string): readonly Clone[];
  /** Somebody else's association. */
  replace(subnetId: string, networkAclId: string): void;
};

/** Every subnet with its own. */
export const networkAcls = (clock: LabClock, network: ShopNetwork): NetworkAcls => {
  const clones = new Map<string, Clone & { readonly takeBack: () => void }>();
  const foreign = new Map<string, string>();
  let made = 0;

  const aclOf = (subnetId: string) => {
    const clone = [...clones.values()].find(({ subnetIds }) => subnetIds.includes(subnetId));
    return foreign.get(subnetId) ?? clone?.networkAclId ?? OWN_ACL;
  };
  const restore = (clientToken: string) => {
    const clone = clones.get(clientToken);
    clones.delete(clientToken);
    clone?.takeBack();
    return clone !== undefined;
  };

  return {
    subnets: () =>
      SUBNETS.map(({ subnetId, zone }) => ({
        ...{ subnetId, arn: subnetArn(subnetId), zone, tags: TAGS },
        networkAclId: aclOf(subnetId),
      })),
    deny: (subnetIds, scope, durationMs, clientToken) => {
      subnetIds.forEach(known);
      const busy = subnetIds.find((subnetId) => aclOf(subnetId) !== OWN_ACL);
      if (busy)
        throw new Refusal('ResourceConflictException', `${busy} has another network ACL already.`, 409);
      made += 1;
      const forget = clock.at(clock.now() + durationMs, () => void restore(clientToken));
      const heal = network.affect(cutOf(subnetIds, scope));
      const takeBack = () => {
        forget();
        heal();
      };
      clones.set(clientToken, { networkAclId: `acl-fis-${made}`, subnetIds, clientToken, takeBack });
    },
    restore,
    clones: (tokenPrefix) =>
      [...clones].filter(([token]) => token.startsWith(tokenPrefix)).map(([, clone]) => clone),
    replace: (subnetId, networkAclId) => {
      known(subnetId);
      if (networkAclId === OWN_ACL) foreign.delete(subnetId);
      else foreign.set(subnetId, networkAclId);
    },
  };
};

const { app, 'firedrill:consent': consent } = WEB_TAGS;
const TAGS = { app, 'firedrill:consent': consent };

const known = (subnetId: string): void => {
  if (SUBNETS.some((one) => one.subnetId === subnetId)) return;
  throw new Refusal('InvalidSubnetID.NotFound', `The subnet ID '${subnetId}' does not exist`);
};
