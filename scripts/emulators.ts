import { startMinistack } from '../test/aws/support/ministack.ts';
import { startMoto } from '../test/aws/support/moto.ts';

// The emulators of the AWS tests for a person: node scripts/emulators.ts; then firedrill run --aws --endpoint <address>.
// They end with this program.
const [moto, ministack] = await Promise.all([startMoto(), startMinistack()]);
const stopped = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
});
console.log(`moto       ${moto.url}\nministack  ${ministack.url}\nCtrl-C ends both`);
await stopped;
await Promise.all([moto.stop(), ministack.stop()]);
