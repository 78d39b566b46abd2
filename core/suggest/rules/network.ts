import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { type Scene, tagOf, wordOf } from '../scene.ts';
import type { Suggestion } from '../suggestion.ts';
import { endpointName, endpoint as endpointTarget, exactly } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { needIf, type Rule } from './rule.ts';

/** NAT gateways: the subnet in which one stands is cut off, and with it the way out. */
export const nat: Rule = (scene) => {
  const [gateway, ...others] = scene.ofType('AWS::EC2::NatGateway');
  const subnet = gateway && scene.named(gateway.properties.SubnetId, 'AWS::EC2::Subnet')[0];
  return gateway && subnet ? [wayOutLost(scene, gateway, subnet, others.length === 0)] : [];
};

const wayOutLost = (scene: Scene, gateway: Resource, subnet: Resource, single: boolean): Suggestion =>
  propose(scene, {
    ...{ system: 'network', event: 'way-out-lost', hit: [subnet], about: [gateway] },
    title: `Users are served when the NAT gateway ${wordOf(gateway)} is out of reach`,
    why: `What is called outside (payments, mail, updates) goes through a NAT gateway, and that stands in one zone.`,
    faults: [
      {
        name: 'cut-the-subnet',
        action: 'aws:network:disrupt-connectivity',
        targets: exactly(scene, subnet, 'aws:ec2:subnet'),
        parameters: { scope: 'all', duration: 'PT5M' },
      },
    ],
    measured: measure(scene, {
      ...{ resource: subnet, graceSeconds: 30 },
      watched: gateway,
    }),
    ...{ recoverWithin: 'PT5M', maxTargets: 1, maxPercent: 100 },
    prediction: single
      ? {
          outcome: 'will fail',
          reason:
            'it is the only one: nothing in a private subnet, in whichever zone, gets out; also what stands beside it is cut off',
        }
      : {
          outcome: 'should hold',
          reason: 'the other zones have their own way out, if their route tables use it',
        },
    needs: [
      needIf(
        single,
        'should',
        `there is one NAT gateway, ${gateway.id}, for all zones`,
        () => scene.where(gateway),
        'add a NAT gateway for each zone, with a route table of its own',
      ),
    ],
    answers: ['REL 2', 'REL 10', 'REL 5'],
  });

/** Interface endpoints: nothing gets through them. */
export const endpoints: Rule = (scene) =>
  scene
    .ofType('AWS::EC2::VPCEndpoint')
    .filter(({ properties }) => properties.VpcEndpointType === 'Interface')
    .slice(0, MOST)
    .map((endpoint) => closed(scene, endpoint));

// Templates with a dozen of them are not rare, and one experiment is like the other.
const MOST = 3;

const closed = (scene: Scene, endpoint: Resource): Suggestion =>
  propose(scene, {
    ...{ system: 'network', event: 'closed', hit: [endpoint] },
    title: `Users are served when nothing gets through the endpoint ${wordOf(endpoint)}`,
    why: `An endpoint is one more thing between a service and those who use it. They should fail fast without it.`,
    faults: [
      {
        name: 'close-endpoint',
        action: 'aws:network:disrupt-vpc-endpoint',
        targets: endpointTarget(scene, endpoint),
        parameters: { duration: 'PT3M' },
      },
    ],
    measured: measure(scene, { resource: endpoint, graceSeconds: 10 }),
    ...{ recoverWithin: 'PT3M', maxTargets: 1, maxPercent: 100 },
    prediction: {
      outcome: 'should hold',
      reason: 'if what uses it has timeouts and a way on; the template cannot say that',
    },
    needs: [
      needIf(
        endpoint.physicalId === undefined && tagOf(endpoint, 'Name') === undefined,
        'must',
        `${endpoint.id} has no name to be found by: CloudFormation gives endpoints no tags of its own`,
        () => scene.where(endpoint, 'Properties', 'Tags'),
        `add the tag \`Name: ${endpointName(scene, endpoint)}\``,
      ),
    ],
    answers: ['REL 2', 'REL 4', 'REL 5'],
  });
