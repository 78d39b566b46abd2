import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyChain } from '../../core/chain.ts';
import type { Conclusion, Run } from '../../core/run.ts';
import { openStore } from '../../lab/store/open-store.ts';
import { journalOf } from '../e2e/support/home.ts';
import type { Place } from '../e2e/support/place.ts';
import type { Ended } from '../e2e/support/program.ts';

/** Every run of a state directory, of which there may be none yet. */
export const runsOf = async (stateDir: string): Promise<readonly Run[]> => {
  if (!existsSync(join(stateDir, 'firedrill.db'))) return [];
  const store = openStore(stateDir);
  try {
    return await store.runs.list(1_000);
  } finally {
    store.close();
  }
};

/** What a run's conclusion says that is not so, or that nobody was told. */
export const untrue = async (
  place: Place,
  { runId, conclusion }: Run,
  isUp: boolean,
  ended: readonly Ended[],
): Promise<readonly string[]> => {
  if (conclusion === undefined) return [`${runId} has no conclusion`];
  const records = await journalOf(place, runId);
  const wrote = (kind: string) => records.some((record) => record.kind === kind);
  const { restoration, exitCode } = conclusion;
  const claims: readonly (readonly [isFalse: boolean, text: string])[] = [
    [!verifyChain(records).ok, 'its journal is torn'],
    [
      restoration === 'restored' && (wrote('lost') || !wrote('restoration-verified')),
      'it is called restored, and nobody has seen that it is',
    ],
    [
      restoration === 'nothing-injected' && wrote('fault-injected'),
      'a fault was injected, and it says that none was',
    ],
    [restoration === 'unverified' && isUp, 'the lab lives, and it is not verified restored'],
    [(restoration === 'unverified') !== (exitCode === 5), `${restoration}, and exit ${exitCode}`],
    [!isTold(place, runId, conclusion, ended), 'nobody was told'],
  ];
  return claims.flatMap(([isFalse, text]) => (isFalse ? [text] : []));
};

// By the run itself as it wrote its verdict down, by the command that took it home, or (the dead man was quicker) by a
// notice.
const isTold = (
  { stateDir }: Place,
  runId: string,
  { restoration }: Conclusion,
  ended: readonly Ended[],
): boolean => {
  const notices = join(stateDir, 'notices.jsonl');
  const noticed = existsSync(notices) ? readFileSync(notices, 'utf8').split('\n') : [];
  const said = ended.flatMap(({ lines }) =>
    lines.filter(({ type, kind }) => type === 'result' || type === 'recovered' || kind === 'concluded'),
  );
  const told = [...noticed, ...said.map((line) => JSON.stringify(line))];
  return told.some((line) => line.includes(runId) && line.includes(`"restoration":"${restoration}"`));
};
