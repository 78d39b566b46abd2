import {
  at,
  type Json,
  listOf,
  ofType,
  type Resource,
  type Rule,
  referredIn,
  type Template,
} from '../template.ts';

const without = (template: Template, type: string, has: (resource: Resource) => boolean): readonly string[] =>
  ofType(template, type).flatMap(([id, resource]) => (has(resource) ? [] : [id]));

const isSet = (value: Json | undefined): boolean => value !== undefined && value !== false && value !== '';

/** What keeps something keeps it encrypted. */
export const encrypted: Rule = (template) =>
  [
    ...without(template, 'AWS::SQS::Queue', ({ Properties }) =>
      [at(Properties, 'SqsManagedSseEnabled'), at(Properties, 'KmsMasterKeyId')].some(isSet),
    ),
    ...without(template, 'AWS::SNS::Topic', ({ Properties }) => isSet(at(Properties, 'KmsMasterKeyId'))),
    ...without(template, 'AWS::S3::Bucket', ({ Properties }) => isSet(at(Properties, 'BucketEncryption'))),
    ...without(
      template,
      'AWS::DynamoDB::Table',
      ({ Properties }) => at(Properties, 'SSESpecification', 'SSEEnabled') === true,
    ),
  ].map((id) => `${id} is not encrypted`);

const sides = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** No bucket is open to the public. */
export const bucketsPrivate: Rule = (template) =>
  without(template, 'AWS::S3::Bucket', ({ Properties }) =>
    sides.every((side) => at(Properties, 'PublicAccessBlockConfiguration', side) === true),
  ).map((id) => `${id} does not block all public access`);

/** Nobody reaches a bucket, a queue or a topic without TLS. */
export const onlyByTls: Rule = (template) => {
  const kinds = [
    ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'Bucket'],
    ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'Queues'],
    ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'Topics'],
  ] as const;
  return kinds.flatMap(([type, policyType, of]) => {
    const safe = ofType(template, policyType)
      .filter(([, { Properties }]) =>
        listOf(at(Properties, 'PolicyDocument', 'Statement')).some(
          (statement) =>
            at(statement, 'Effect') === 'Deny' &&
            String(at(statement, 'Condition', 'Bool', 'aws:SecureTransport')) === 'false',
        ),
      )
      .flatMap(([, { Properties }]) => referredIn(at(Properties, of)));
    return ofType(template, type).flatMap(([id]) =>
      safe.includes(id) ? [] : [`${id} may be reached without TLS`],
    );
  });
};

/** The table can be put back as it was, forgets by itself, and is not deleted by accident. */
export const tableKept: Rule = (template) =>
  ofType(template, 'AWS::DynamoDB::Table').flatMap(([id, { Properties }]) => [
    ...(at(Properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') === true
      ? []
      : [`${id} cannot be put back to a point in time`]),
    ...(isSet(at(Properties, 'DeletionProtectionEnabled'))
      ? []
      : [`${id} is not protected against deletion`]),
    ...(at(Properties, 'TimeToLiveSpecification', 'Enabled') === true ? [] : [`${id} never forgets`]),
  ]);

/** A bucket keeps what was overwritten. */
export const bucketsVersioned: Rule = (template) =>
  without(
    template,
    'AWS::S3::Bucket',
    ({ Properties }) => at(Properties, 'VersioningConfiguration', 'Status') === 'Enabled',
  ).map((id) => `${id} keeps no versions`);

/** Logs end some day. */
export const logsEnd: Rule = (template) =>
  without(template, 'AWS::Logs::LogGroup', ({ Properties }) => isSet(at(Properties, 'RetentionInDays'))).map(
    (id) => `${id} is kept for ever`,
  );
