import type { Asked, Meddling } from '../support/proxy.ts';

/** A network interface as EC2 has it. */
export type Interface = {
  readonly id: string;
  readonly instance: string;
  readonly groups: readonly string[];
};

/**
 * EC2's network interfaces, as its API model says: moto adds an instance's first security groups to those that an interface
 * is given, and leaves interfaces attached to what is terminated. Two of them a page.
 */
export const networkInterfaces = (interfaces: Interface[]) => {
  const set = (id: string, groups: readonly string[]): void => {
    for (const [index, one] of interfaces.entries())
      if (one.id === id) interfaces[index] = { ...one, groups };
  };
  const answer = ({ body }: Asked): Meddling | undefined => {
    const asked = new URLSearchParams(body);
    if (asked.get('Action') === 'ModifyNetworkInterfaceAttribute') {
      set(asked.get('NetworkInterfaceId') ?? '', valuesOf(asked, /^SecurityGroupId\.\d+$/));
      return {
        status: 200,
        body: '<ModifyNetworkInterfaceAttributeResponse><return>true</return></ModifyNetworkInterfaceAttributeResponse>',
      };
    }
    if (asked.get('Action') !== 'DescribeNetworkInterfaces') return undefined;
    const wanted = valuesOf(asked, /^Filter\.1\.Value\.\d+$/);
    const found = interfaces.filter(({ instance }) => wanted.includes(instance));
    const from = Number(asked.get('NextToken') ?? 0);
    const more = from + 2 < found.length ? `<nextToken>${from + 2}</nextToken>` : '';
    const page = found
      .slice(from, from + 2)
      .map(inXml)
      .join('');
    return {
      status: 200,
      body: `<DescribeNetworkInterfacesResponse><networkInterfaceSet>${page}</networkInterfaceSet>${more}</DescribeNetworkInterfacesResponse>`,
    };
  };
  return { answer, set };
};

const valuesOf = (asked: URLSearchParams, name: RegExp): readonly string[] =>
  [...asked].filter(([key]) => name.test(key)).map(([, value]) => value);

const inXml = ({ id, instance, groups }: Interface): string =>
  `<item><networkInterfaceId>${id}</networkInterfaceId><attachment><instanceId>${instance}</instanceId></attachment><groupSet>${groups
    .map((group) => `<item><groupId>${group}</groupId></item>`)
    .join('')}</groupSet></item>`;
