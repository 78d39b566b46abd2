import { actionIds } from '../../adapters/fis/actions.ts';
import { catalogued } from '../../core/catalogue/catalogue.ts';

// Who owns the bucket of FIS's extension for Lambda allows FisRole to write there, in the bucket's own policy. Runbooks, and
// the roles that they take on, are allowed by whoever has read them. No endpoint is in another Region.
const allowedElsewhere = [
  'iam:PassRole',
  's3:DeleteObject',
  's3:PutObject',
  'ssm:StartAutomationExecution',
  'ssm:StopAutomationExecution',
  'vpce:AllowMultiRegion',
];

/** What FIS needs to do each action that the driver `fis` makes, as the catalogue has it; to serverless/fis.yml. */
export const fisActionPermissions: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  actionIds.map((id) => [
    id,
    (catalogued(id)?.permissions ?? []).filter((permission) => !allowedElsewhere.includes(permission)),
  ]),
);

/** What FIS needs to write its log. https://docs.aws.amazon.com/fis/latest/userguide/monitoring-logging.html */
export const fisLogPermissions: readonly string[] = [
  'logs:CreateLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:PutResourcePolicy',
];
