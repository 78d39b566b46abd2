import { expect, test } from 'vitest';
import { parseDocument } from '../../../core/documents/parse-document.ts';
import { formatProblem } from '../../../core/documents/problem.ts';
import { guardedExperiment } from './samples.ts';

const parsed = (text: string) => parseDocument(text, 'f');

test('every guard means what it says', () => {
  const document = parsed(guardedExperiment);
  expect(document).toMatchObject({
    document: {
      guards: {
        quietAlarms: ['shop-checkout-latency'],
        errorBudget: [
          {
            name: 'availability',
            expression: '100 * (1 - RUNNING_SUM(errors) / RUNNING_SUM(requests))',
            metrics: { errors: { metric: 'Errors' }, requests: { metric: 'Requests' } },
            ...{ periodMs: 300_000, delayMs: 60_000, overMs: 30 * 86_400_000, atLeast: 99.9 },
          },
        ],
        deployments: ['codepipeline:shop', 'cloudformation:shop-prod'],
        freshness: { notWithinMs: 7 * 86_400_000 },
      },
      expect: [
        { alarm: 'shop-slow', withinMs: 120_000 },
        { acknowledged: 'pagerduty-shop', withinMs: 180_000 },
      ],
    },
  });
});

test('an error budget of one metric needs no expression, and is read every five minutes', () => {
  const text = guardedExperiment
    .replace(/ {6}expression: 100 \* \(1.*\n/, '')
    .replace(/ {8}requests: \{ namespace: Shop.*\n/, '')
    .replace(/ {6}delay: PT1M\n/, '');
  expect(parsed(text)).toMatchObject({
    document: { guards: { errorBudget: [{ expression: 'errors', periodMs: 300_000 }] } },
  });
});

type Edit = readonly [what: string, from: string | RegExp, to: string, problem: string];

const edits: readonly Edit[] = [
  [
    'a budget without a limit',
    '      atLeast: 99.9\n',
    '',
    '69:7: `guards.errorBudget[0]`: `atLeast` is missing; add `atLeast`: what the last reading must be at least',
  ],
  [
    'a budget that reads nothing',
    'RUNNING_SUM(errors) / RUNNING_SUM(requests)',
    '1',
    '70:19: `guards.errorBudget[0].expression`: the expression reads no metric, so it says nothing about the world; use an id of `metrics` in it',
  ],
  [
    'a budget of a metric that is not there',
    'RUNNING_SUM(errors)',
    'RUNNING_SUM(eror)',
    '70:42: `guards.errorBudget[0].expression`: there is no metric "eror"; did you mean `errors`?',
  ],
  [
    'a budget over more than CloudWatch keeps',
    'over: P30D',
    'over: P90D',
    '75:13: `guards.errorBudget[0].over`: CloudWatch keeps data of 5 min for 63 d only; write a longer `period`, such as `PT1H`, or a shorter time',
  ],
  [
    'a budget over less than a period',
    'over: P30D',
    'over: PT1M',
    '75:13: `guards.errorBudget[0].over`: 1 min is shorter than a period; write a longer time or a shorter `period`',
  ],
  [
    'a budget over for ever',
    'over: P30D',
    'over: P400D',
    '75:13: `guards.errorBudget[0].over`: "P400D" is longer than a year; write at most `P366D`',
  ],
  [
    'a pipeline of another kind',
    'codepipeline:shop',
    'jenkins:shop',
    '77:17: `guards.deployments[0]`: "jenkins:shop" is not a pipeline or a stack; write one such as `codepipeline:shop`',
  ],
  [
    'no freshness at all',
    'notWithin: P7D',
    'notWithin: PT0S',
    '78:27: `guards.freshness.notWithin`: "PT0S" is not such a time; write one up to 366 days, such as `P7D`',
  ],
  [
    'a misspelt guard',
    'freshness:',
    'freshnes:',
    '78:3: `guards`: there is no key "freshnes" here; did you mean `freshness`?',
  ],
  [
    'nothing that is expected',
    '{ alarm: shop-slow, within: PT2M }',
    '{ within: PT2M }',
    '80:5: `expect[0]`: nothing is expected here; write one of `alarm` and `acknowledged` in each entry',
  ],
  [
    'two things at once',
    'alarm: shop-slow, within',
    'alarm: shop-slow, acknowledged: p, within',
    '80:5: `expect[0]`: two things are expected here; write one of `alarm` and `acknowledged` in each entry',
  ],
  [
    'an expectation without a time',
    'shop-slow, within: PT2M',
    'shop-slow',
    '80:5: `expect[0]`: `within` is missing; add `within: PT3M`',
  ],
  [
    'an expectation that outlasts the faults',
    'shop-slow, within: PT2M',
    'shop-slow, within: PT5M',
    '80:33: `expect[0].within`: the faults are there for 3 min, so nobody can wait 5 min for it; write at most 3 min, let a fault last longer, or raise `steadyState.holdFor`',
  ],
  [
    'an alarm that would stop its own run',
    'alarm: shop-slow',
    'alarm: shop-5xx',
    '80:14: `expect[0].alarm`: "shop-5xx" is a probe of the steady state too, so it would stop the run; expect another alarm, one that warns before users notice, or remove the probe',
  ],
  [
    'an alarm that would stop its own run, by its ARN',
    'alarm: shop-slow',
    'alarm: "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-5xx"',
    '80:14: `expect[0].alarm`: "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-5xx" is a probe of the steady state too, so it would stop the run; expect another alarm, one that warns before users notice, or remove the probe',
  ],
  [
    'the same twice',
    'acknowledged: pagerduty-shop',
    'alarm: shop-slow',
    '81:5: `expect[1]`: the same is expected twice; keep the entry with the shorter time',
  ],
];

test.each(edits)('%s', (_, from, to, problem) => {
  const edited = guardedExperiment.replace(from, to);
  expect(edited).not.toBe(guardedExperiment);
  const result = parsed(edited);
  expect(result.ok ? 'nothing' : result.problems.map(formatProblem).join('\n')).toBe(`f:${problem}`);
});
