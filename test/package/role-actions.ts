import { allowsOf, type Statement } from '../../scripts/package/statements.ts';
import { at, listOf, ofType, referredIn, type Template } from '../../scripts/package/template.ts';

/** What a function's role allows it. */
export const allowedTo = (template: Template, functionId: string): readonly string[] => {
  const [role = ''] = referredIn(at(template.Resources[functionId], 'Properties', 'Role'));
  return actionsIn(allowsOf(template).filter((statement) => statement.role === role));
};

/** The partitions of the table that a function's role may write, by action. */
export const keysAllowed = (
  template: Template,
  functionId: string,
): Readonly<Record<string, readonly string[]>> => {
  const [role = ''] = referredIn(at(template.Resources[functionId], 'Properties', 'Role'));
  const writes = allowsOf(template).filter(
    (statement) =>
      statement.role === role &&
      statement.actions.some((action) => /^dynamodb:(Put|Update|Delete)/.test(action)),
  );
  return Object.fromEntries(
    writes
      .flatMap(({ actions, condition }) =>
        actions.map((action) => {
          const keys = listOf(at(condition, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys')).map(String);
          return [action, keys.sort()] as const;
        }),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
};

/** What statements allow, each once. */
export const actionsIn = (statements: readonly Statement[]): readonly string[] =>
  [...new Set(statements.flatMap(({ actions }) => actions))].sort();

/**
 * What Lambda itself does with a function's role, by how the function is set up: it writes its log and its traces, leaves
 * what failed with the dead letters, and reads the stream that it is fed from.
 */
export const askedByLambda = (template: Template, functionId: string): readonly string[] => {
  const isOf = (type: string) =>
    ofType(template, type).some(([, { Properties }]) =>
      referredIn(at(Properties, 'FunctionName')).includes(functionId),
    );
  const isFed = isOf('AWS::Lambda::EventSourceMapping');
  return [
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
    ...(isFed || isOf('AWS::Lambda::EventInvokeConfig') ? ['sqs:SendMessage'] : []),
    ...(isFed
      ? [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ]
      : []),
  ];
};
