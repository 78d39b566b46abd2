/**
 * Writes that are allowed on any resource without a condition, each with why AWS takes nothing narrower.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const unnarrowed: Readonly<Record<string, string>> = {
  'logs:CreateLogDelivery': 'a log delivery has no ARN',
  'logs:DeleteLogDelivery': 'a log delivery has no ARN',
  'logs:PutResourcePolicy': 'the resource policies of an account have no ARN',
  'logs:UpdateLogDelivery': 'a log delivery has no ARN',
  'ssm:CancelCommand': 'a command has no ARN',
  'xray:PutTelemetryRecords': 'X-Ray has no resources for its data',
  'xray:PutTraceSegments': 'X-Ray has no resources for its data',
};
