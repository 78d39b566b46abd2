import { ACCOUNT, REGION } from '../workload/settings.ts';

/** What RDS tells EventBridge of a DB instance, without the envelope (RDS/rds-cloudwatch-events.sample). */
export type RdsEvent = {
  readonly 'detail-type': 'RDS DB Instance Event';
  readonly source: 'aws.rds';
  readonly resources: readonly string[];
  readonly detail: {
    readonly EventCategories: readonly string[];
    readonly SourceType: 'DB_INSTANCE';
    readonly SourceArn: string;
    readonly Date: string;
    readonly Message: string;
    readonly SourceIdentifier: string;
    readonly EventID: string;
  };
};

// RDS/USER_Events.Messages, "DB instance events".
const MESSAGES = {
  'RDS-EVENT-0004': ['availability', 'DB instance shutdown'],
  'RDS-EVENT-0006': ['availability', 'DB instance restarted'],
  'RDS-EVENT-0013': ['failover', 'Multi-AZ instance failover started.'],
  'RDS-EVENT-0031': [
    'failure',
    'DB instance put into failed state. RDS recommends that you initiate a point-in-time-restore.',
  ],
  'RDS-EVENT-0034': [
    'failover',
    'Abandoning user requested failover since a failover recently occurred on the database instance.',
  ],
  'RDS-EVENT-0049': ['failover', 'Multi-AZ instance failover completed'],
  'RDS-EVENT-0050': ['failover', 'Multi-AZ instance activation started.'],
  'RDS-EVENT-0051': ['failover', 'Multi-AZ instance activation completed.'],
} as const;

/** The events a DB instance of the lab has. */
export type RdsEventId = keyof typeof MESSAGES;

/** A DB instance's ARN. */
export const dbInstanceArn = (identifier: string): string =>
  `arn:aws:rds:${REGION}:${ACCOUNT}:db:${identifier}`;

/** One event of a DB instance. */
export const rdsEvent = (identifier: string, id: RdsEventId, atMs: number): RdsEvent => {
  const [category, message] = MESSAGES[id];
  const arn = dbInstanceArn(identifier);
  return {
    'detail-type': 'RDS DB Instance Event',
    source: 'aws.rds',
    resources: [arn],
    detail: {
      EventCategories: [category],
      SourceType: 'DB_INSTANCE',
      SourceArn: arn,
      Date: new Date(atMs).toISOString(),
      Message: message,
      SourceIdentifier: identifier,
      EventID: id,
    },
  };
};
