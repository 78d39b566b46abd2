import { runHtml } from '../report/run-html.ts';
import { resultWith } from '../test/report/support/many-readings.ts';
import { type Figure, percentile, rounded } from './figures.ts';

const readings = 10_000;
const pages = 15;

/** How long the report of a long run takes to make, and how large it is: an ordinary one, and the worst there can be. */
export const measureReport = async (): Promise<readonly Figure[]> => {
  const method = `runHtml of a run with ${readings} readings, charts at both widths`;
  const long = resultWith(readings, (n) => n % 500 < 3);
  const worst = resultWith(readings, (n) => n % 2 === 0);
  const beganMs = performance.now();
  runHtml(long);
  const firstMs = performance.now() - beganMs;
  const samples = Array.from({ length: pages }, () => {
    const startedMs = performance.now();
    runHtml(long);
    return performance.now() - startedMs;
  });
  return [
    {
      ...{ name: 'report of 10,000 readings, the first in a process', value: rounded(firstMs), unit: 'ms' },
      ...{ goal: 300, method },
    },
    {
      ...{ name: 'report of 10,000 readings, median', value: rounded(percentile(samples, 0.5)), unit: 'ms' },
      ...{ goal: 300, method: `${method}; median of ${pages}` },
    },
    {
      ...{ name: 'report of 10,000 readings, size', value: megabytes(runHtml(long)), unit: 'MB', goal: 0.5 },
      method: `${method}; UTF-8, uncompressed`,
    },
    {
      ...{ name: 'report of 10,000 readings, every other one bad, size', value: megabytes(runHtml(worst)) },
      ...{ unit: 'MB', goal: 0.5, method: `${method}; UTF-8, uncompressed` },
    },
  ];
};

const megabytes = (page: string): number => rounded(Buffer.byteLength(page) / 1e6);
