/** A document about two instances that stop, while an alarm says how the service is. */
export const document = (drill: string, alarm: string) => `kind: Experiment
name: two-instances-stop
title: The service stays up when two instances stop
owner: team@example.com
purpose: To see on emulators what a person sees on AWS.
steadyState:
  holdFor: PT1S
  probes:
    - name: errors
      type: alarm
      alarm: ${alarm}
faults:
  - name: stop-them
    action: aws:ec2:stop-instances
    targets:
      resourceType: aws:ec2:instance
      tags: { drill: ${drill} }
      filters:
        - { path: State.Name, values: [running] }
      select: ALL
    parameters: { startInstancesAfterDuration: PT10M }
recovery:
  within: PT10M
limits:
  maxDuration: PT15M
  maxTargets: 2
  maxPercent: 100
  consentTag: { key: chaos, value: "yes" }
`;
