import { expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { findingsIn } from './report.ts';

test('every single fault for every driver, sampled pairs and 5,000 random schedules break no promise', {
  timeout: 180_000,
}, async () => {
  const report = await runCampaign({ form: 'short' });
  expect(findingsIn(report)).toEqual([]);
  expect(report.byKind.singles).toBeGreaterThan(8_000);
  expect(report.byKind.pairs).toBeGreaterThan(500);
  expect(report.byKind.random).toBe(5_000);
});
