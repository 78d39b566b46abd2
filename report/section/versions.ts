import type { RunResult } from '../../core/result.ts';
import { type Html, html } from '../html.ts';
import { utc } from '../time.ts';
import { type Level, part } from './part.ts';

/** What is needed to do the same again, and to tell whether two runs were the same. */
export const versions = (level: Level, { run }: RunResult): Html =>
  part(
    level,
    'Versions',
    html`<dl class="versions">${(
      [
        ['run', run.runId],
        ['created', utc(run.createdAtMs)],
        ['experiment', run.experiment.name],
        ['document hash', run.experiment.version],
        ['plan hash', run.plan?.hash ?? 'no plan was made'],
        ['seed', run.seed],
      ] as const
    ).map(([name, value]) => html`<div><dt>${name}</dt><dd><code>${value}</code></dd></div>`)}</dl>`,
  );
