import { existsSync, readFileSync } from 'node:fs';
import { idFile, placeOf } from './arguments.ts';
import { firedrill } from './child.ts';
import { inputsOf } from './inputs.ts';
import { tell } from './tell.ts';

// The step of a cancelled job. Asking twice is harmless, and safety does not rest on it: what runs has a deadline, a dead
// man and a reconciler of its own.
try {
  const inputs = inputsOf(process.env);
  const id = existsSync(idFile(inputs)) ? readFileSync(idFile(inputs), 'utf8') : '';
  if (id !== '') {
    const { code } = await firedrill(inputs.bin, [
      ...['stop', id, '--reason', 'the job was cancelled', '--json'],
      ...placeOf(inputs),
    ]);
    // Whoever cancels before it began leaves nothing to stop.
    if (code !== 0 && code !== 2)
      tell('error', `${id} could not be stopped from here (${code}); it ends by its own deadline`);
  }
} catch (failure) {
  tell('error', failure instanceof Error ? failure.message : String(failure));
  process.exitCode = 1;
}
