// Preloaded into an orchestrator (`node --import`): `DIE_AT=<kind>:<nth>:<ms>` kills it with -9 as soon as its stdout
// has shown the n-th entry of that kind, or so many milliseconds later. Nothing of it runs in between, so the moment is exact.
const [kind = '', nth = '1', afterMs = '0'] = (process.env.DIE_AT ?? '').split(':');
const mark = kind === 'result' ? '"type":"result"' : `"kind":"${kind}"`;
const die = () => process.kill(process.pid, 'SIGKILL');

let seen = 0;
const { stdout } = process;
const write = stdout.write.bind(stdout) as (...given: readonly unknown[]) => boolean;

stdout.write = (...given: readonly unknown[]): boolean => {
  const written = write(...given);
  if (!String(given[0]).includes(mark) || ++seen !== Number(nth)) return written;
  if (afterMs === '0') die();
  else setTimeout(die, Number(afterMs));
  return written;
};
