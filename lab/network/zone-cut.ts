/** Where an end of a link is. Without a subnet it is outside the VPC: the users, or a service of the Region. */
export type Place = {
  readonly subnet?: { readonly subnetId: string; readonly zone: string };
  /** `s3`, `dynamodb`: a service reached from the subnets. */
  readonly service?: string;
};

/** A directed link between two places. */
export type PlacedLink = { readonly linkId: string; readonly from: Place; readonly to: Place };

/**
 * The scopes of aws:network:disrupt-connectivity that the lab has (fis-actions-reference):
 * `all` denies what enters or leaves the subnet, and allows what stays in it; `availability-zone` denies what goes to
 * and from subnets in other zones of the VPC; `vpc` denies what enters and leaves the VPC; `s3` and `dynamodb` deny
 * what goes to and from that service.
 */
export type CutScope = 'all' | 'availability-zone' | 'vpc' | 's3' | 'dynamodb';

/** A cut of subnets, with what it denies. */
export type SubnetCut = { readonly subnetIds: readonly string[]; readonly scope: CutScope };

/** The links a cut severs. */
export const linksCutBy = (cut: SubnetCut, links: readonly PlacedLink[]): readonly string[] =>
  links.filter(({ from, to }) => denies(cut, from, to) || denies(cut, to, from)).map(({ linkId }) => linkId);

const denies = ({ subnetIds, scope }: SubnetCut, { subnet: inside }: Place, other: Place): boolean => {
  if (inside === undefined || !subnetIds.includes(inside.subnetId)) return false;
  const { subnet: outside, service } = other;
  if (scope === 'all') return outside?.subnetId !== inside.subnetId;
  if (scope === 'availability-zone') return outside !== undefined && outside.zone !== inside.zone;
  if (scope === 'vpc') return outside === undefined;
  return service === scope;
};
