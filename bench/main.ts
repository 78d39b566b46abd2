import { writeFileSync } from 'node:fs';
import { cpus, loadavg, release, type as system } from 'node:os';
import { apiLoad } from './api-load.ts';
import { coldStart } from './cold-start.ts';
import { engineTransitions } from './engine-transitions.ts';
import { type Figure, reaches } from './figures.ts';
import { overhead } from './overhead.ts';
import { measureReport as report } from './report.ts';
import { startUp } from './start-up.ts';
import { stopLatency } from './stop-latency.ts';

const measures = { apiLoad, coldStart, engineTransitions, overhead, report, startUp, stopLatency };

const goalOf = (figure: Figure): string => {
  if (figure.goal === undefined) return '–';
  return `≤ ${figure.goal} ${figure.unit}${reaches(figure) ? '' : ' **missed**'}`;
};

const table = (figures: readonly Figure[], load: readonly string[]): string =>
  [
    '# Bench',
    '',
    `${new Date().toISOString().slice(0, 16)}Z · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'} · ${system()} ${release()} · Node ${process.version} · load average before and after: ${load.join(', ')} · \`npm run bench\``,
    '',
    '| figure | value | goal | how |',
    '|---|---|---|---|',
    ...figures.map(
      (figure) =>
        `| ${figure.name} | ${figure.value} ${figure.unit} | ${goalOf(figure)} | ${figure.method} |`,
    ),
    '',
    ...missed(figures),
  ].join('\n');

const missed = (figures: readonly Figure[]): readonly string[] => {
  const told = figures.filter((figure) => !reaches(figure) && figure.inTheWay !== undefined);
  return told.length === 0
    ? []
    : ['## Missed goals', '', ...told.map(({ name, inTheWay }) => `- **${name}**: ${inTheWay}`), ''];
};

const loadNow = () => (loadavg()[0] ?? 0).toFixed(2);

const figures: Figure[] = [];
const before = loadNow();
const only = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
for (const [name, measure] of Object.entries(measures)) {
  if (only.length > 0 && !only.includes(name)) continue;
  for (const figure of await measure()) {
    figures.push(figure);
    if (process.argv.includes('--json')) console.log(JSON.stringify(figure));
    else console.log(`${figure.name}: ${figure.value} ${figure.unit} (${goalOf(figure)})`);
  }
}
// A part of it is for whoever is looking for something; the whole is for the record.
if (only.length === 0)
  writeFileSync(new URL('./results.md', import.meta.url), table(figures, [before, loadNow()]));
