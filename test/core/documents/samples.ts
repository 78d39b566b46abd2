/** An experiment with every field there is. */
export const fullExperiment = `# yaml-language-server: $schema=../../schema/experiment.schema.json
kind: Experiment
name: one-web-instance-stops
title: The shop stays up when one web instance stops
owner: team-shop@example.com
purpose: We lose an instance every month; nobody should notice.
steadyState:
  holdFor: PT1M
  probes:
    - name: no-alarm
      type: alarm
      alarm: shop-5xx
    - name: error-rate
      type: metric
      expression: 100 * errors / FILL(requests, 1)
      metrics:
        errors:
          namespace: AWS/ApplicationELB
          metric: HTTPCode_ELB_5XX_Count
          dimensions: { LoadBalancer: app/shop/1 }
          stat: Sum
        requests:
          namespace: AWS/ApplicationELB
          metric: RequestCount
          dimensions: { LoadBalancer: app/shop/1 }
          stat: Sum
      period: PT1M
      bounds: { min: 0, max: 5 }
      missingData: zero
      tolerance: { breaches: 2, of: 3 }
    - name: front-page
      type: http
      url: http://shop.lab/
      method: HEAD
      every: PT1S
      timeout: PT2S
      expect: { status: [200, 304], maxLatency: PT0.8S }
      tolerance: { breaches: 3, of: 5 }
faults:
  - name: stop-one
    action: aws:ec2:stop-instances
    targets:
      resourceType: aws:ec2:instance
      tags: { tier: web }
      filters:
        - path: State.Name
          values: [running]
      select: COUNT(1)
    parameters: { startInstancesAfterDuration: PT3M }
    startAfter: PT10S
recovery: { within: PT3M }
limits:
  maxDuration: PT30M
  maxTargets: 1
  maxPercent: 34
  consentTag: { key: firedrill, value: yes-please }
guards:
  window:
    zone: Europe/Berlin
    days: [Mon, Tue, Wed, Thu]
    from: "09:00"
    to: "16:00"
    holidays: DE-BE
    closedDates: ["2026-12-24"]
  calendars: [shop-freeze]
  incidents: [pagerduty-shop]
  quietAlarms: [shop-checkout-latency]
approval: { required: true, timeout: PT30M }
schedule: { expression: "cron(0 10 ? * TUE *)", zone: Europe/Berlin, flexibleWindow: PT15M }
notify:
  - { channel: "slack:#oncall", on: [started, concluded, failed, needs-human] }
maintenance: { mute: [shop-latency-page] }
`;

/** An experiment with no field that could be left out. */
export const smallExperiment = `kind: Experiment
name: one-web-instance-stops
title: The shop stays up when one web instance stops
owner: team-shop@example.com
purpose: We lose an instance every month; nobody should notice.
steadyState:
  holdFor: PT1M
  probes:
    - { name: front-page, type: http, url: "https://shop.example.com/" }
    - name: requests
      type: metric
      metrics:
        requests: { namespace: AWS/ApplicationELB, metric: RequestCount, stat: Sum }
      bounds: { min: 1 }
faults:
  - name: reboot-primary
    action: aws:rds:reboot-db-instances
    targets:
      resourceType: aws:rds:db
      arns: ["arn:aws:rds:eu-central-1:111122223333:db:shop"]
      select: ALL
recovery: { within: PT3M }
limits: { maxDuration: PT30M, maxTargets: 1, maxPercent: 100 }
`;

/** A game day with every field there is in its first step, and none that could be left out in its second. */
export const gameDay = `# yaml-language-server: $schema=../../schema/gameday.schema.json
kind: GameDay
name: first-game-day
title: The shop survives its first game day
owner: team-shop@example.com
purpose: To learn what a verdict looks like.
steps:
  - experiment: ./one-web-instance-stops.yml
    continueOn: any
    expect: held
    wait: PT30S
    human: true
  - experiment: ../two-web-instances-stop.json
notify: []
`;

/** The same with every guard, and with what is expected of monitoring and people. */
export const guardedExperiment = fullExperiment.replace(
  'approval:',
  `  errorBudget:
    - name: availability
      expression: 100 * (1 - RUNNING_SUM(errors) / RUNNING_SUM(requests))
      metrics:
        errors: { namespace: Shop, metric: Errors, stat: Sum }
        requests: { namespace: Shop, metric: Requests, stat: Sum }
      delay: PT1M
      over: P30D
      atLeast: 99.9
  deployments: ["codepipeline:shop", "cloudformation:shop-prod"]
  freshness: { notWithin: P7D }
expect:
  - { alarm: shop-slow, within: PT2M }
  - { acknowledged: pagerduty-shop, within: PT3M }
approval:`,
);
