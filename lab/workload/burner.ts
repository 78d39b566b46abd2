import { setTimeout as sleep } from 'node:timers/promises';
import { startedWith } from './keeper-link.ts';

// What `stress-ng --cpu 1 --cpu-load n` does: busy for n percent of each slice.
process.title = 'stress-cpu';
const { loadPercent } = startedWith<{ readonly loadPercent: number }>();
const SLICE_MS = 50;

for (;;) {
  const busyUntil = performance.now() + (SLICE_MS * loadPercent) / 100;
  while (performance.now() < busyUntil);
  await sleep(Math.max(1, SLICE_MS - (SLICE_MS * loadPercent) / 100));
}
