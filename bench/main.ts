import { writeFileSync } from 'node:fs';
import { cpus, release, type as system } from 'node:os';
import { engineTransitions } from './engine-transitions.ts';
import type { Figure } from './figures.ts';
import { stopLatency } from './stop-latency.ts';

const table = (figures: readonly Figure[]): string =>
  [
    '# Bench',
    '',
    `${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'} · ${system()} ${release()} · Node ${process.version} · \`npm run bench\``,
    '',
    '| figure | value | goal | how |',
    '|---|---|---|---|',
    ...figures.map(
      ({ name, value, unit, goal = '–', method }) => `| ${name} | ${value} ${unit} | ${goal} | ${method} |`,
    ),
    '',
  ].join('\n');

const figures: Figure[] = [];
for (const measure of [engineTransitions, stopLatency]) {
  for (const figure of await measure()) {
    figures.push(figure);
    if (process.argv.includes('--json')) console.log(JSON.stringify(figure));
    else
      console.log(
        `${figure.name}: ${figure.value} ${figure.unit}${figure.goal ? ` (goal ${figure.goal})` : ''}`,
      );
  }
}
writeFileSync(new URL('./results.md', import.meta.url), table(figures));
