import { type KeeperSettings, keepLab } from './keeper.ts';
import { takeKeeperLock } from './keeper-lock.ts';
import { makeLabFolder, readLabFile } from './lab-file.ts';
import { sweep } from './sweep.ts';

// The lab keeper: stands for AWS, outlives the orchestrator, and takes the whole lab with it when it dies.
process.title = 'firedrill-lab';
const settings: KeeperSettings = JSON.parse(process.argv[2] ?? '{}');
makeLabFolder(settings.stateDir);

const lock = takeKeeperLock(settings.stateDir);
if (lock === undefined) {
  console.error(`Another keeper keeps the lab of ${settings.stateDir}.`);
  process.exit(1);
}
const left = readLabFile(settings.stateDir);
if (left) await sweep(settings.stateDir, left);

const lab = await keepLab(settings);
process.on('SIGTERM', () => void lab.shutdown());
process.on('SIGINT', () => void lab.shutdown());
// The terminal it was started from may close.
process.on('SIGHUP', () => {});
// Closing the database would give the lock away, and so would collecting it as garbage.
process.on('exit', () => lock.close());
