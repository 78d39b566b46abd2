/**
 * What IAM asks for when a command of the AWS SDK is sent as Firedrill sends it, the actions that AWS takes on the
 * caller's behalf included. By client and command; a command that is not here fails the test.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const commandActions: Readonly<Record<string, readonly string[]>> = {
  'auto-scaling.DescribeAutoScalingGroups': ['autoscaling:DescribeAutoScalingGroups'],
  'auto-scaling.DescribeScalingActivities': ['autoscaling:DescribeScalingActivities'],
  'auto-scaling.ResumeProcesses': ['autoscaling:ResumeProcesses'],
  'auto-scaling.SuspendProcesses': ['autoscaling:SuspendProcesses'],
  'cloudformation.DescribeStacks': ['cloudformation:DescribeStacks'],
  'cloudwatch.DeleteAlarmMuteRule': ['cloudwatch:DeleteAlarmMuteRule'],
  'cloudwatch.DeleteAlarms': ['cloudwatch:DeleteAlarms'],
  'cloudwatch.DescribeAlarmHistory': ['cloudwatch:DescribeAlarmHistory'],
  'cloudwatch.DescribeAlarms': ['cloudwatch:DescribeAlarms'],
  'cloudwatch.GetMetricData': ['cloudwatch:GetMetricData'],
  'cloudwatch.PutAlarmMuteRule': ['cloudwatch:PutAlarmMuteRule'],
  // Temporary alarms are made with tags.
  'cloudwatch.PutMetricAlarm': ['cloudwatch:PutMetricAlarm', 'cloudwatch:TagResource'],
  'codepipeline.ListPipelineExecutions': ['codepipeline:ListPipelineExecutions'],
  'dynamodb.DeleteItem': ['dynamodb:DeleteItem'],
  // Every client has it for endpoint discovery, which is off.
  'dynamodb.DescribeEndpoints': [],
  'dynamodb.GetItem': ['dynamodb:GetItem'],
  'dynamodb.GetResourcePolicy': ['dynamodb:GetResourcePolicy'],
  'dynamodb.PutItem': ['dynamodb:PutItem'],
  'dynamodb.Query': ['dynamodb:Query'],
  // What it may do is what its parts are: see transactionActions.
  'dynamodb.TransactWriteItems': [],
  'dynamodb.UpdateItem': ['dynamodb:UpdateItem'],
  'ec2.DescribeInstances': ['ec2:DescribeInstances'],
  'ec2.DescribeInstanceStatus': ['ec2:DescribeInstanceStatus'],
  'ec2.DescribeNetworkAcls': ['ec2:DescribeNetworkAcls'],
  'ec2.DescribeNetworkInterfaces': ['ec2:DescribeNetworkInterfaces'],
  'ec2.DescribeRouteTables': ['ec2:DescribeRouteTables'],
  'ec2.DescribeSecurityGroups': ['ec2:DescribeSecurityGroups'],
  'ec2.DescribeSpotInstanceRequests': ['ec2:DescribeSpotInstanceRequests'],
  'ec2.DescribeSubnets': ['ec2:DescribeSubnets'],
  'ec2.DescribeTransitGatewayAttachments': ['ec2:DescribeTransitGatewayAttachments'],
  'ec2.DescribeTransitGateways': ['ec2:DescribeTransitGateways'],
  'ec2.DescribeVolumes': ['ec2:DescribeVolumes'],
  'ec2.DescribeVolumeStatus': ['ec2:DescribeVolumeStatus'],
  'ec2.DescribeVpcEndpoints': ['ec2:DescribeVpcEndpoints'],
  'ec2.ModifyNetworkInterfaceAttribute': ['ec2:ModifyNetworkInterfaceAttribute'],
  'ec2.ModifyVpcEndpoint': ['ec2:ModifyVpcEndpoint'],
  'ec2.ReplaceNetworkAclAssociation': ['ec2:ReplaceNetworkAclAssociation'],
  'ec2.StartInstances': ['ec2:StartInstances'],
  'elastic-load-balancing-v2.DeregisterTargets': ['elasticloadbalancing:DeregisterTargets'],
  'elastic-load-balancing-v2.DescribeTargetGroups': ['elasticloadbalancing:DescribeTargetGroups'],
  'elastic-load-balancing-v2.DescribeTargetHealth': ['elasticloadbalancing:DescribeTargetHealth'],
  'elastic-load-balancing-v2.RegisterTargets': ['elasticloadbalancing:RegisterTargets'],
  'eventbridge.DescribeRule': ['events:DescribeRule'],
  'eventbridge.DisableRule': ['events:DisableRule'],
  'eventbridge.EnableRule': ['events:EnableRule'],
  'eventbridge.PutEvents': ['events:PutEvents'],
  // With tags, and with a role that FIS takes on.
  'fis.CreateExperimentTemplate': ['fis:CreateExperimentTemplate', 'fis:TagResource', 'iam:PassRole'],
  'fis.DeleteExperimentTemplate': ['fis:DeleteExperimentTemplate'],
  'fis.GetExperiment': ['fis:GetExperiment'],
  'fis.ListExperimentResolvedTargets': ['fis:ListExperimentResolvedTargets'],
  'fis.ListExperiments': ['fis:ListExperiments'],
  'fis.ListExperimentTemplates': ['fis:ListExperimentTemplates'],
  'fis.StartExperiment': ['fis:StartExperiment', 'fis:TagResource'],
  'fis.StopExperiment': ['fis:StopExperiment'],
  'iam.GetRole': ['iam:GetRole'],
  'lambda.DeleteFunctionConcurrency': ['lambda:DeleteFunctionConcurrency'],
  'lambda.GetEventSourceMapping': ['lambda:GetEventSourceMapping'],
  'lambda.GetFunctionConcurrency': ['lambda:GetFunctionConcurrency'],
  'lambda.GetFunctionConfiguration': ['lambda:GetFunctionConfiguration'],
  'lambda.Invoke': ['lambda:InvokeFunction'],
  'lambda.ListEventSourceMappings': ['lambda:ListEventSourceMappings'],
  'lambda.ListTags': ['lambda:ListTags'],
  'lambda.PutFunctionConcurrency': ['lambda:PutFunctionConcurrency'],
  'lambda.UpdateEventSourceMapping': ['lambda:UpdateEventSourceMapping'],
  'rds.DescribeDBClusters': ['rds:DescribeDBClusters'],
  'rds.DescribeDBInstances': ['rds:DescribeDBInstances'],
  'rds.DescribeEvents': ['rds:DescribeEvents'],
  'resource-groups-tagging-api.GetResources': ['tag:GetResources'],
  // For directory buckets; ours is none.
  's3.CreateSession': [],
  's3.GetObject': ['s3:GetObject'],
  's3.PutObject': ['s3:PutObject'],
  // A schedule is made with the role that Scheduler takes on, and made anew with it.
  'scheduler.CreateSchedule': ['scheduler:CreateSchedule', 'iam:PassRole'],
  'scheduler.DeleteSchedule': ['scheduler:DeleteSchedule'],
  'scheduler.GetSchedule': ['scheduler:GetSchedule'],
  'scheduler.UpdateSchedule': ['scheduler:UpdateSchedule', 'iam:PassRole'],
  'sfn.DescribeExecution': ['states:DescribeExecution'],
  'sfn.SendTaskFailure': ['states:SendTaskFailure'],
  'sfn.SendTaskSuccess': ['states:SendTaskSuccess'],
  'sfn.StartExecution': ['states:StartExecution'],
  'secrets-manager.GetSecretValue': ['secretsmanager:GetSecretValue', 'kms:Decrypt'],
  // The topic is encrypted with a key of ours.
  'sns.Publish': ['sns:Publish', 'kms:Decrypt', 'kms:GenerateDataKey'],
  'ssm.DescribeAutomationExecutions': ['ssm:DescribeAutomationExecutions'],
  'ssm.DescribeOpsItems': ['ssm:DescribeOpsItems'],
  'ssm.GetCalendarState': ['ssm:GetCalendarState'],
  'ssm.GetParameter': ['ssm:GetParameter'],
  'ssm.ListCommandInvocations': ['ssm:ListCommandInvocations'],
  'ssm.PutParameter': ['ssm:PutParameter'],
};

/** The parts of a transaction as they stand in a minified bundle, with the action that each asks for. */
export const transactionActions: readonly (readonly [RegExp, string])[] = [
  [/\{Put:\{/, 'dynamodb:PutItem'],
  [/\{Update:\{/, 'dynamodb:UpdateItem'],
  [/\{Delete:\{/, 'dynamodb:DeleteItem'],
  [/\{ConditionCheck:\{/, 'dynamodb:ConditionCheckItem'],
];

/**
 * Operations that the SDK does not know and adapters/fis/wire.ts writes itself, as they stand in a minified bundle. They
 * borrow GetExperimentCommand, which then stands for nothing of its own.
 */
export const rawOperations: readonly (readonly [RegExp, string])[] = [
  [/method:"GET",path:\w+=>`\/safetyLevers\//, 'fis:GetSafetyLever'],
  [/method:"PATCH",path:\w+=>`\/safetyLevers\//, 'fis:UpdateSafetyLeverState'],
];
