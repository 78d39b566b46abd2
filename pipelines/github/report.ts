import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeOf } from './arguments.ts';
import { firedrill } from './child.ts';
import { inputsOf } from './inputs.ts';
import { addToSummary, tell } from './tell.ts';

// The step after a run: what came of it as JUnit, Markdown, HTML and JSON, and on the page of the job. It changes no verdict.
const files = { junit: 'junit.xml', markdown: 'summary.md', html: 'report.html', json: 'report.json' };

try {
  const inputs = inputsOf(process.env);
  for (const [format, name] of Object.entries(files)) {
    const file = join(inputs.out, name);
    const { code } = await firedrill(inputs.bin, [
      ...['report', inputs.id, '--format', format, '--out', file, '--json'],
      ...placeOf(inputs),
    ]);
    if (code !== 0) tell('warning', `no report of ${inputs.id} as ${format} (${code})`);
  }
  const summary = join(inputs.out, files.markdown);
  if (existsSync(summary)) addToSummary(readFileSync(summary, 'utf8'));
} catch (failure) {
  tell('warning', failure instanceof Error ? failure.message : String(failure));
}
