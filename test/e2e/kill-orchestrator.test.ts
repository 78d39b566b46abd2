import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabClient } from '../../lab/client.ts';
import { shortExperiment } from './support/documents.ts';
import { expectHome, lastRun } from './support/home.ts';
import { openPlace } from './support/place.ts';

const place = openPlace();
const experiment = place.write('short.yml', shortExperiment());
let lab: LabClient;

beforeAll(async () => {
  await place.run('lab', 'up', '--time-scale', '30');
  lab = place.lab();
});
afterAll(place.close);

const commands: readonly (readonly string[])[] = [
  ['status'],
  ['list'],
  ['validate', experiment],
  ['plan', experiment],
  ['lab', 'up'],
  ['stop', '--all'],
];

// Where it dies: the n-th entry of a kind, and so many milliseconds later.
const moments = [
  ['run-created', 'nothing-injected'],
  ['planned', 'nothing-injected'],
  ['committed', 'nothing-injected'],
  ['checking-steady-state', 'nothing-injected'],
  ['reading:3', 'nothing-injected'],
  ['before-image', 'nothing-injected'],
  ['dead-man-armed', 'nothing-injected'],
  ['fault-intended', 'restored'],
  ['fault-intended:1:3', 'restored'],
  ['fault-injected', 'restored'],
  ['fault-injected:1:20', 'restored'],
  ['fault-proven', 'restored'],
  ['fault-proven:1:150', 'restored'],
  ['reverting', 'restored'],
  ['undo-accepted', 'restored'],
  ['undo-accepted:1:10', 'restored'],
  ['fault-verified', 'restored'],
  ['restoration-verified', 'restored'],
  ['awaiting-recovery', 'restored'],
  ['recovered', 'restored'],
] as const;

describe('an orchestrator killed with -9', () => {
  test.for(moments.map(([at, restoration], n) => [at, restoration, commands[n % commands.length] ?? []] as const))(
    'at %s leaves a run that is %s by the next command, %j',
    async ([at, restoration, command]) => {
      const killed = await place.start(['run', experiment, '--wait'], { dieAt: at }).ended;
      expect(killed.signal, killed.stderr).toBe('SIGKILL');
      const { runId } = await lastRun(place);

      const next = await place.run(...command);

      expect(next.code, next.stderr).toBe(0);
      await expectHome(place, lab, runId);
      const { conclusion, state } = await lastRun(place);
      expect(state).toBe('closed');
      expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration });
      expect(conclusion?.reasons.join()).toContain('has died in state');
    },
  );
});
