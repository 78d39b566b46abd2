import { appendFileSync, writeFileSync } from 'node:fs';

// Stands in for firedrill: writes down what it was called with, says and writes what the test wants, and ends so.
const args = process.argv.slice(2);
const { FAKE_CALLS = '', FAKE_CODE = '0', FAKE_RESULT = '{}', FAKE_WAITS, FAKE_WRITES } = process.env;
appendFileSync(FAKE_CALLS, `${JSON.stringify(args)}\n`);

const after = (option: string) => args[args.indexOf(option) + 1] ?? '';
for (const option of ['--markdown', '--out'])
  if (FAKE_WRITES !== undefined && args.includes(option)) writeFileSync(after(option), FAKE_WRITES);

const end = (code: string) => {
  console.error('a line for people');
  console.log('{"type":"entry","id":"run-1"}\nno JSON at all');
  console.log(JSON.stringify({ type: 'result', ...JSON.parse(FAKE_RESULT) }));
  process.exitCode = Number(code);
};

if (FAKE_WAITS === undefined || args[0] === 'stop') end(FAKE_CODE);
else {
  // As `--wait` does: the first signal stops and waits, the second leaves.
  const alive = setInterval(() => {}, 1_000);
  let heard = 0;
  const hear = (signal: string) => {
    heard += 1;
    appendFileSync(FAKE_CALLS, `"${signal}"\n`);
    if (heard < 2 && FAKE_WAITS === 'for the second') return;
    clearInterval(alive);
    end(heard < 2 ? '4' : '7');
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => hear(signal));
  appendFileSync(FAKE_CALLS, '"waits"\n');
}
