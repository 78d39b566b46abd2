import { expect, test } from 'vitest';
import { guardLines } from '../../../cli/view/guard-lines.ts';
import { anExperiment, ordersMetric } from '../../support/an-experiment.ts';

const { expression, metrics, periodMs } = ordersMetric();
const day = 86_400_000;

test('a plan says what is looked at before a start, and what is expected', () => {
  const experiment = anExperiment({
    guards: {
      ...{ calendars: ['freeze', 'team'], incidents: ['pager'], quietAlarms: [] },
      errorBudget: [{ name: 'orders', expression, metrics, periodMs, overMs: day, atLeast: 99.9 }],
      deployments: ['codepipeline:shop'],
      freshness: { notWithinMs: 7 * day },
    },
    expect: [{ alarm: 'shop-slow', withinMs: 60_000 }],
  });
  expect(guardLines(experiment)).toEqual([
    '  guarded by calendar freeze, team · incidents of pager · error budget orders (at least 99.9) · deployment codepipeline:shop · a proof older than 7 d',
    '  expects that alarm shop-slow goes off within 1 min',
  ]);
  expect(guardLines(anExperiment())).toEqual([]);
});
