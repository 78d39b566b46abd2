import { expect, test } from 'vitest';
import { countedNotices, measuredOpenRuns } from '../../../adapters/cloudwatch/printed-metrics.ts';
import type { Run } from '../../../core/run.ts';

const printing = () => {
  const lines: Record<string, unknown>[] = [];
  const print = (line: string) => void lines.push(JSON.parse(line));
  return { lines, stage: 'prod', clock: { now: () => 1_000_000 }, print };
};

test('a page is a metric of the stage as well', async () => {
  const { lines, ...to } = printing();
  await countedNotices(to).tell({ about: 'run-1', kind: 'needs-human', text: 'come' });
  expect(lines).toEqual([
    {
      _aws: {
        Timestamp: 1_000_000,
        CloudWatchMetrics: [
          {
            Namespace: 'Firedrill',
            Dimensions: [['Stage']],
            Metrics: [{ Name: 'NeedsHuman', Unit: 'Count' }],
          },
        ],
      },
      Stage: 'prod',
      NeedsHuman: 1,
    },
  ]);
});

test('what is only told is none', async () => {
  const { lines, ...to } = printing();
  for (const kind of ['started', 'concluded', 'failed'] as const)
    await countedNotices(to).tell({ about: 'run-1', kind, text: '' });
  expect(lines).toEqual([]);
});

test('whoever lists the open runs measures the longest revert among them, and says 0 when there is none', async () => {
  const { lines, ...to } = printing();
  const open = [
    { state: 'reverting', revertingAtMs: 990_000 },
    { state: 'reverting', revertingAtMs: 400_000 },
    { state: 'recovering', revertingAtMs: 1_000 },
  ] as Partial<Run>[] as Run[];
  expect(await measuredOpenRuns({ open: async () => open }, to).open()).toBe(open);
  await measuredOpenRuns({ open: async () => [] }, to).open();
  expect(lines.map(({ RevertAgeSeconds }) => RevertAgeSeconds)).toEqual([600, 0]);
});
