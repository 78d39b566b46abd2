import { expect, test } from 'vitest';
import { linksCutBy, type Place, type PlacedLink } from '../../../lab/network/zone-cut.ts';

const place = (subnetId: string, zone: string): Place => ({ subnet: { subnetId, zone } });
const webA = place('web-a', 'a');
const dataA = place('data-a', 'a');
const webB = place('web-b', 'b');
const users: Place = {};
const s3: Place = { service: 's3' };

const links: readonly PlacedLink[] = [
  { linkId: 'inside the subnet', from: webA, to: webA },
  { linkId: 'to another subnet of the zone', from: webA, to: dataA },
  { linkId: 'to another zone', from: webA, to: webB },
  { linkId: 'from another zone', from: webB, to: webA },
  { linkId: 'from the users', from: users, to: webA },
  { linkId: 'to s3', from: webA, to: s3 },
  { linkId: 'elsewhere', from: webB, to: webB },
  { linkId: 'elsewhere from the users', from: users, to: webB },
];

// fis-actions-reference, aws:network:disrupt-connectivity, parameter scope.
test.each([
  [
    'all',
    ['web-a'],
    ['to another subnet of the zone', 'to another zone', 'from another zone', 'from the users', 'to s3'],
  ],
  [
    'all',
    ['web-a', 'data-a'],
    ['to another subnet of the zone', 'to another zone', 'from another zone', 'from the users', 'to s3'],
  ],
  ['availability-zone', ['web-a'], ['to another zone', 'from another zone']],
  ['availability-zone', ['web-a', 'data-a'], ['to another zone', 'from another zone']],
  ['availability-zone', ['web-a', 'web-b'], ['to another zone', 'from another zone']],
  ['vpc', ['web-a'], ['from the users', 'to s3']],
  ['s3', ['web-a'], ['to s3']],
  ['dynamodb', ['web-a'], []],
  ['all', ['data-a'], ['to another subnet of the zone']],
  ['all', [], []],
] as const)('scope %s of %j', (scope, subnetIds, expected) => {
  expect(linksCutBy({ scope, subnetIds }, links)).toEqual(expected);
});
