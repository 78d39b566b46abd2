import type { Clone } from './network-acls.ts';

/** A subnet as EC2 describes it; one per zone. */
export type Subnet = {
  readonly subnetId: string;
  readonly arn: string;
  readonly zone: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The network ACL in force: the subnet's own, or a clone that denies. */
  readonly networkAclId: string;
};

/** What a packet that really went over a link met with. */
export type LinkMeasurement = {
  readonly linkId: string;
  /** Something came back, be it a refusal: a link that is cut is silent. */
  readonly answered: boolean;
  /** Each round trip that was answered, the quickest first. */
  readonly roundTripsMs: readonly number[];
};

/** The network, and what FIS does to it. */
export type NetworkOperations = {
  'ec2/DescribeSubnets': { input: Record<string, never>; answer: { readonly subnets: readonly Subnet[] } };
  /** Sends something over each link that crosses the subnet's edge. */
  'ec2/ProbeSubnet': {
    input: { readonly subnetId: string };
    answer: { readonly links: readonly LinkMeasurement[] };
  };
  /** Sends something over each link of an instance, as often as asked. */
  'ec2/ProbeInstanceLinks': {
    input: { readonly instanceId: string; readonly times: number };
    answer: { readonly links: readonly LinkMeasurement[] };
  };
  /** Puts a denying clone of the network ACL on the subnets until it is taken off, or the duration is over. */
  'fis/DisruptConnectivity': {
    input: {
      readonly subnetIds: readonly string[];
      readonly scope: string;
      readonly durationMs: number;
      readonly clientToken: string;
    };
    answer: Record<string, never>;
  };
  /** Restores the original association; what is over is no error. */
  'fis/RestoreConnectivity': {
    input: { readonly clientToken: string };
    answer: { readonly restored: boolean };
  };
  /** Somebody else's doing: another network ACL on a subnet. */
  'ec2/ReplaceNetworkAclAssociation': {
    input: { readonly subnetId: string; readonly networkAclId: string };
    answer: Record<string, never>;
  };
  /** Clones of network ACLs that were made with client tokens of this beginning. */
  'ec2/DescribeNetworkAcls': {
    input: { readonly tokenPrefix: string };
    answer: { readonly networkAcls: readonly Clone[] };
  };
};
