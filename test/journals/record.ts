// Keeps what the version in package.json writes, once, when it is released: node test/journals/record.ts
// Later versions must bring all of it home (old-journals.test.ts).
import { catchAll } from './support/catch-run.ts';
import { folderOf, keep, presentVersion } from './support/old-journal.ts';

try {
  keep(folderOf(presentVersion), await catchAll());
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
}
