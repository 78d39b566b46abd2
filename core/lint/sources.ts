/** The pages that rules point at. */
export const page = {
  actions: 'https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html',
  actionList: 'https://docs.aws.amazon.com/fis/latest/userguide/action-sequence.html',
  history: 'https://docs.aws.amazon.com/fis/latest/userguide/doc-history.html',
  targets: 'https://docs.aws.amazon.com/fis/latest/userguide/targets.html',
  documents: 'https://docs.aws.amazon.com/fis/latest/userguide/actions-ssm-agent.html',
  pods: 'https://docs.aws.amazon.com/fis/latest/userguide/eks-pod-actions.html',
  quotas: 'https://docs.aws.amazon.com/fis/latest/userguide/fis-quotas.html',
  stop: 'https://docs.aws.amazon.com/fis/latest/userguide/stop-conditions.html',
  options: 'https://docs.aws.amazon.com/fis/latest/userguide/experiment-options.html',
  logging: 'https://docs.aws.amazon.com/fis/latest/userguide/monitoring-logging.html',
  planning: 'https://docs.aws.amazon.com/fis/latest/userguide/getting-started-planning.html',
  missingData: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
  metrics: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html',
  balancer:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  scheduler: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html',
  failover: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html',
  notifications:
    'https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_event_response_push_notify.html',
  requests:
    'https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html',
  principles: 'https://principlesofchaos.org/',
} as const;
