/** What a first experiment is written from. */
export type Answers = {
  readonly system: System;
  readonly name: string;
  readonly url: string;
  /** Without one, the only probe is the request. */
  readonly alarm?: string | undefined;
};

/** What can be broken in a first experiment. */
export type System = keyof typeof faults;

const faults = {
  ec2: {
    label: 'EC2: one instance stops, and starts again',
    fault: 'stop-one-instance',
    action: 'aws:ec2:stop-instances',
    resourceType: 'aws:ec2:instance',
    more: '\n      filters:\n        - { path: State.Name, values: [running] }',
    parameters: ['startInstancesAfterDuration: PT3M # undone by itself after this long, whatever happens'],
  },
  rds: {
    label: 'RDS: a database fails over to its standby',
    fault: 'fail-over',
    action: 'aws:rds:reboot-db-instances',
    resourceType: 'aws:rds:db',
    more: '',
    parameters: ['forceFailover: "true" # cannot be undone; what is judged is how fast it recovers'],
  },
  ecs: {
    label: 'ECS: one task stops, and its service replaces it',
    fault: 'stop-one-task',
    action: 'aws:ecs:stop-task',
    resourceType: 'aws:ecs:task',
    more: '',
    parameters: [],
  },
  lambda: {
    label: 'Lambda: every second invocation of a function fails',
    fault: 'fail-invocations',
    action: 'aws:lambda:invocation-error',
    resourceType: 'aws:lambda:function',
    more: '',
    parameters: ['duration: PT3M', 'invocationPercentage: "50"', 'preventExecution: "true"'],
  },
  network: {
    label: 'Network: a subnet is cut off',
    fault: 'cut-off-one-subnet',
    action: 'aws:network:disrupt-connectivity',
    resourceType: 'aws:ec2:subnet',
    more: '',
    parameters: ['duration: PT3M', 'scope: all'],
  },
} as const;

/** What can be broken, with a line about each. */
export const systems: readonly { readonly value: System; readonly label: string }[] = (
  Object.keys(faults) as System[]
).map((value) => ({ value, label: faults[value].label }));

// Of all YAML's ways to write text, JSON's needs no look at what the text is.
const quoted = (text: string): string => JSON.stringify(text);

/** An experiment to start from: valid as it is, with a comment wherever a decision is its author's. */
export const firstExperiment = ({ system, name, url, alarm }: Answers): string => {
  const { fault, action, resourceType, more, parameters, label } = faults[system];
  return `# Check it: firedrill validate <this file>. See what it would hit, touching nothing: firedrill plan <this file>
kind: Experiment
name: ${name}
title: ${quoted(`Users notice nothing. ${label}`)} # the hypothesis, in one sentence
owner: team@example.com # who answers for it
purpose: Why is it worth the risk?
steadyState: # what healthy means
  holdFor: PT1M # without a break, before the fault and after it
  probes:
    - name: front-page
      type: http
      url: ${quoted(url)}
      every: PT1S
      timeout: PT2S
      expect: { status: 200 }
      tolerance: { breaches: 3, of: 5 } # three bad answers among five stop the experiment
${
  alarm === undefined
    ? `    # - { name: errors, type: alarm, alarm: my-5xx-alarm } # an alarm you already have stops it too`
    : `    - { name: alarm, type: alarm, alarm: ${quoted(alarm)} }`
}
faults: # what to break
  - name: ${fault}
    action: ${action}
    targets:
      resourceType: ${resourceType}
      tags: { app: shop } # which of yours; all of these tags
      ${more.trim() === '' ? '' : `${more.trim()}\n      `}select: COUNT(1)
${parameters.length === 0 ? '' : `    parameters:\n${parameters.map((one) => `      ${one}\n`).join('')}`}recovery:
  within: PT3M # how fast it must be healthy again
limits: # what nobody may exceed, whatever the faults say
  maxDuration: PT15M
  maxTargets: 1
  maxPercent: 34 # of all that have the tags
  consentTag: { key: "firedrill:consent", value: allowed } # what does not carry it is never touched
`;
};
