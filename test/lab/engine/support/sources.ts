const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg';
const REFERENCE = 'https://docs.aws.amazon.com/step-functions/latest/apireference';

/** The pages of AWS that the tables of these tests follow. */
export const AWS = {
  choice: `${GUIDE}/state-choice.html`,
  context: `${GUIDE}/input-output-contextobject.html`,
  distributedMap: `${GUIDE}/state-map-distributed.html`,
  errors: `${GUIDE}/concepts-error-handling.html`,
  failThreshold: `${GUIDE}/maprun-fail-threshold.html`,
  getHistory: `${REFERENCE}/API_GetExecutionHistory.html`,
  historyLimit: `${GUIDE}/bp-history-limit.html`,
  inlineMap: `${GUIDE}/state-map-inline.html`,
  itemBatcher: `${GUIDE}/input-output-itembatcher.html`,
  nested: `${GUIDE}/connect-stepfunctions.html`,
  parallel: `${GUIDE}/state-parallel.html`,
  quotas: `${GUIDE}/service-quotas.html`,
  sendHeartbeat: `${REFERENCE}/API_SendTaskHeartbeat.html`,
  sendSuccess: `${REFERENCE}/API_SendTaskSuccess.html`,
  startExecution: `${REFERENCE}/API_StartExecution.html`,
  stopExecution: `${REFERENCE}/API_StopExecution.html`,
  structure: `${GUIDE}/statemachine-structure.html`,
  substitutions:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html',
  task: `${GUIDE}/state-task.html`,
  taskToken: `${GUIDE}/connect-to-resource.html#connect-wait-token`,
  transforming: `${GUIDE}/transforming-data.html`,
  variables: `${GUIDE}/workflow-variables.html`,
  wait: `${GUIDE}/state-wait.html`,
} as const;
