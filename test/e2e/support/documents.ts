/**
 * An experiment that takes seconds of lab time. Any answer of the shop will do, and it may take its time: what is
 * tested with it is the way of a run, on a machine that has other things to do.
 */
export const shortExperiment = ({
  name = 'short',
  faults = stopInstances('stop-one', 1),
  maxTargets = 1,
  maxPercent = 34,
  url = 'http://shop.lab/',
  timeout = 'PT10S',
  expected = '[200, 502, 503, 504]',
  tolerance = '{ breaches: 9, of: 10 }', // not a few lost seconds either
  maxDuration = 'PT15M',
  probes = '',
  more = '',
}: {
  name?: string;
  faults?: string;
  maxTargets?: number;
  maxPercent?: number;
  url?: string;
  /** Empty where the document is to say none. */
  timeout?: string;
  expected?: string;
  tolerance?: string;
  maxDuration?: string;
  /** Beside the one of the front page. */
  probes?: string;
  more?: string;
} = {}): string => `kind: Experiment
name: ${name}
title: A short one
owner: tests@example.com
purpose: To see the whole way in a second.
steadyState:
  holdFor: PT10S
  probes:
    - name: front-page
      type: http
      url: ${url}
      every: PT1S${timeout && `\n      timeout: ${timeout}`}
      expect: { status: ${expected} }
      tolerance: ${tolerance}
${probes && `${probes}\n`}faults:
${faults}
recovery: { within: PT10M }
limits:
  maxDuration: ${maxDuration}
  maxTargets: ${maxTargets}
  maxPercent: ${maxPercent}
  consentTag: { key: "firedrill:consent", value: allowed }
${more}`;

/** A fault that stops so many web instances. Without \`startInstancesAfterDuration\` only our undo brings them back. */
export const stopInstances = (name: string, count: number, startAfter = 'PT0S'): string => `  - name: ${name}
    action: aws:ec2:stop-instances
    startAfter: ${startAfter}
    targets:
      resourceType: aws:ec2:instance
      tags: { app: shop, tier: web }
      filters: [{ path: State.Name, values: [running] }]
      select: COUNT(${count})`;

/** A fault that throttles the shop's function for so long: every order is answered with 429. */
export const throttle = (duration: string): string => functionFault('lambda/concurrency', duration);

/** A fault of the shop's function. */
export const functionFault = (
  action: string,
  duration: string,
  parameters = '',
): string => `  - name: ${action.replaceAll(/\W/g, '-')}
    action: ${action}
    targets:
      resourceType: aws:lambda:function
      tags: { app: shop }
      select: ALL
    parameters: { duration: ${duration}${parameters && `, ${parameters}`} }`;

/** An experiment whose hypothesis fails within seconds: every web instance stops. */
export const failingExperiment = shortExperiment({
  name: 'failing',
  faults: stopInstances('stop-all', 3),
  maxTargets: 3,
  maxPercent: 100,
  expected: '200',
  tolerance: '{ breaches: 4, of: 5 }',
});

/** A game day on the experiments of these files, each step with what else it says. */
export const gameDay = (steps: readonly (readonly [file: string, more: string])[]): string => `kind: GameDay
name: test-day
title: A day of tests
owner: tests@example.com
purpose: To see the gates.
steps:
${steps.map(([file, more]) => `  - { experiment: ${file}, ${more} }`).join('\n')}`;
