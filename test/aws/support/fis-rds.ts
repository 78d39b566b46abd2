import { once } from 'node:events';
import { createServer } from 'node:http';

/** A DB instance as RDS describes it. */
export type RdsInstance = {
  readonly name: string;
  status: string;
  zone: string;
  secondaryZone?: string;
  readonly cluster?: string;
  isWriter?: boolean;
};

/** What RDS keeps a note of. */
export type RdsEvent = {
  readonly name: string;
  readonly message: string;
  readonly category: string;
  readonly atMs: number;
};

/** A small RDS whose databases are what a test makes of them: moto's neither fail over slowly nor note a reboot. */
export type RdsServer = {
  readonly url: string;
  readonly instances: RdsInstance[];
  readonly clusters: { readonly name: string; status: string }[];
  readonly events: RdsEvent[];
  close(): Promise<void>;
};

const account = 'arn:aws:rds:eu-west-1:123456789012';

/** The ARN of a DB instance or cluster. */
export const rdsArn = (kind: 'db' | 'cluster', name: string): string => `${account}:${kind}:${name}`;

// One on each page, so that whoever does not page on misses the second.
const onePage = <T>(all: readonly T[], marker: string | null): { one: readonly T[]; next: string } => {
  const at = Number(marker ?? 0);
  const next = at + 1 < all.length ? `<Marker>${at + 1}</Marker>` : '';
  return { one: all.slice(at, at + 1), next };
};

/** Starts it on a free port of loopback. */
export const startRdsServer = async (): Promise<RdsServer> => {
  const instances: RdsInstance[] = [];
  const clusters: { name: string; status: string }[] = [];
  const events: RdsEvent[] = [];

  const wanted = (query: URLSearchParams, name: string): readonly string[] | undefined => {
    const at = [1, 2, 3].find((n) => query.get(`Filters.Filter.${n}.Name`) === name);
    if (at === undefined) return undefined;
    return [...query].flatMap(([key, value]) =>
      key.startsWith(`Filters.Filter.${at}.Values.`) ? [value] : [],
    );
  };

  const describeInstances = (query: URLSearchParams): string => {
    const ids = wanted(query, 'db-instance-id');
    const ofClusters = wanted(query, 'db-cluster-id');
    const all = instances.filter(
      ({ name, cluster = '' }) =>
        (ids?.includes(rdsArn('db', name)) ?? true) && (ofClusters?.includes(cluster) ?? true),
    );
    const { one, next } = onePage(all, query.get('Marker'));
    return `<DBInstances>${one.map(instanceXml).join('')}</DBInstances>${next}`;
  };

  const describeClusters = (query: URLSearchParams): string => {
    const arns = wanted(query, 'db-cluster-id');
    const all = clusters.filter(({ name }) => arns?.includes(rdsArn('cluster', name)) ?? true);
    const { one, next } = onePage(all, query.get('Marker'));
    return `<DBClusters>${one.map(({ name, status }) => clusterXml(name, status, instances)).join('')}</DBClusters>${next}`;
  };

  const describeEvents = (query: URLSearchParams): string => {
    // Whole seconds, so that what happened just before is among the answers.
    const fromMs = Math.floor(Date.parse(query.get('StartTime') ?? '') / 1_000) * 1_000;
    const categories = [...query].flatMap(([key, value]) =>
      key.startsWith('EventCategories.') ? [value] : [],
    );
    const all = events.filter(({ atMs, category }) => atMs >= fromMs && categories.includes(category));
    const { one, next } = onePage(all, query.get('Marker'));
    return `<Events>${one.map(eventXml).join('')}</Events>${next}`;
  };

  const answers: Readonly<Record<string, (query: URLSearchParams) => string>> = {
    DescribeDBInstances: describeInstances,
    DescribeDBClusters: describeClusters,
    DescribeEvents: describeEvents,
  };

  const server = createServer(async (message, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const query = new URLSearchParams(Buffer.concat(chunks).toString());
    const action = query.get('Action') ?? '';
    const answer = answers[action]?.(query);
    response.writeHead(answer === undefined ? 403 : 200, { 'content-type': 'text/xml' });
    response.end(
      answer === undefined
        ? `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${action}</Message></Error></ErrorResponse>`
        : `<${action}Response><${action}Result>${answer}</${action}Result></${action}Response>`,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    instances,
    clusters,
    events,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const tags = '<TagList><Tag><Key>app</Key><Value>web</Value></Tag></TagList>';

const instanceXml = ({ name, status, zone, secondaryZone, cluster }: RdsInstance): string =>
  `<DBInstance><DBInstanceIdentifier>${name}</DBInstanceIdentifier><DBInstanceArn>${rdsArn('db', name)}</DBInstanceArn>
<DBInstanceStatus>${status}</DBInstanceStatus><AvailabilityZone>${zone}</AvailabilityZone>
<MultiAZ>${secondaryZone !== undefined}</MultiAZ>${secondaryZone ? `<SecondaryAvailabilityZone>${secondaryZone}</SecondaryAvailabilityZone>` : ''}
${cluster ? `<DBClusterIdentifier>${cluster}</DBClusterIdentifier>` : ''}
<DBSubnetGroup><VpcId>vpc-1</VpcId></DBSubnetGroup>${tags}</DBInstance>`;

const clusterXml = (cluster: string, status: string, instances: readonly RdsInstance[]): string => {
  const members = instances.filter((one) => one.cluster === cluster);
  const each = members.map(
    ({ name, isWriter = false }) =>
      `<DBClusterMember><DBInstanceIdentifier>${name}</DBInstanceIdentifier><IsClusterWriter>${isWriter}</IsClusterWriter></DBClusterMember>`,
  );
  return `<DBCluster><DBClusterIdentifier>${cluster}</DBClusterIdentifier><DBClusterArn>${rdsArn('cluster', cluster)}</DBClusterArn>
<Status>${status}</Status><DBClusterMembers>${each.join('')}</DBClusterMembers>${tags}</DBCluster>`;
};

const eventXml = ({ name, message, category, atMs }: RdsEvent): string =>
  `<Event><SourceIdentifier>${name}</SourceIdentifier><SourceType>db-instance</SourceType><Message>${message}</Message>
<EventCategories><EventCategory>${category}</EventCategory></EventCategories>
<Date>${new Date(atMs).toISOString()}</Date><SourceArn>${rdsArn('db', name)}</SourceArn></Event>`;
