import type { Patch } from './patch.ts';

/** A deliberate defect of the protocol: one change of the real code. */
export type Mutant = {
  readonly name: string;
  readonly patches: readonly Patch[];
  /** Where it is looked for first: only there, together with what goes wrong in all of these, can it be noticed. */
  readonly where?: { readonly scenario: string; readonly first?: string };
};

const inCore = (file: string, find: string, replace: string): Patch => ({
  file: `core/protocol/${file}.ts`,
  find,
  replace,
});
const mutant = (name: string, ...patches: readonly Patch[]): Mutant => ({ name, patches });

const at = (where: NonNullable<Mutant['where']>, of: Mutant): Mutant => ({ ...of, where });

/** Each of these must be noticed by at least one invariant. */
export const mutants: readonly Mutant[] = [
  at(
    { scenario: 'self-reverting/holds' },
    mutant(
      'the far end is not asked whether a fault had ended before its time',
      inCore(
        'revert',
        'if (ended && fault.injectedAtMs !== undefined) {',
        'if (ended && fault.runId === "") {',
      ),
    ),
  ),
  mutant(
    'the dead man is armed after the first fault',
    inCore('arm', 'await ports.deadMan.arm({ runId, faults }, fireAtMs);', ''),
    inCore('arm', '!(await ports.deadMan.postpone(runId, fireAtMs))', 'false'),
    inCore(
      'inject',
      'await driver.inject(fault);',
      'await driver.inject(fault); await ports.deadMan.arm({ runId, faults: await runs.faults(runId) }, clock.now() + 300_000);',
    ),
  ),
  mutant(
    'the arming of the dead man is believed',
    inCore('arm', '!(await ports.deadMan.postpone(runId, fireAtMs))', 'false'),
  ),
  mutant(
    'the intent is stored after the effect',
    inCore(
      'inject',
      'const isFirst = await runs.updateFault(runId, ordinal, intent);',
      'await driver.inject(fault); const isFirst = await runs.updateFault(runId, ordinal, intent);',
    ),
  ),
  mutant(
    'the intent is in the journal after the effect',
    inCore('inject', "await note(ports, runId, 'fault-intended', { data }, { durable: true });", ''),
    inCore(
      'inject',
      'await driver.inject(fault);',
      "await driver.inject(fault); await note(ports, runId, 'fault-intended', { data }, { durable: true });",
    ),
  ),
  mutant(
    'the before-image is read at the revert',
    inCore(
      'revert',
      'driverOf(ports.faults, fault)?.undo(fault)',
      'driverOf(ports.faults, fault)?.undo({ ...fault, before: (await driverOf(ports.faults, fault)?.snapshot(fault as never))?.before ?? {} })',
    ),
  ),
  mutant(
    'the before-image is not looked at again before the fault',
    inCore('allowed', '(await changed(ports, run, fault))', 'undefined'),
  ),
  mutant(
    'the dead man is disarmed before the revert',
    inCore(
      'revert',
      'const attemptId = ports.ids.attemptId();',
      'await ports.deadMan.disarm(runId); const attemptId = ports.ids.attemptId();',
    ),
  ),
  mutant(
    'there is no quarantine',
    inCore('revert', 'Math.min(lateMs, lateMs + clocksDifferMs - ageMs)', '0'),
  ),
  mutant(
    'the quarantine does not count from an earlier attempt',
    inCore(
      'revert',
      '...faults.filter(mayBeLive).map((fault) => {',
      '...faults.filter((fault) => mayBeLive(fault) && fault.injectedAtMs === undefined).map((fault) => {',
    ),
  ),
  mutant(
    'faults are undone in forward order',
    inCore('revert', '.filter(mayBeLive).reverse()', '.filter(mayBeLive)'),
  ),
  mutant(
    'an undo is recorded as done before it is',
    inCore(
      'revert',
      'const outcome = await driverOf(ports.faults, fault)?.undo(fault);',
      "await ports.runs.updateFault(runId, ordinal, { state: 'undone', undoneAtMs: ports.clock.now() }); const outcome = await driverOf(ports.faults, fault)?.undo(fault);",
    ),
  ),
  mutant(
    'the fence is read, and not conditional',
    inCore('inject', 'runs.update(runId, { states, epoch }, {', 'runs.update(runId, {}, {'),
  ),
  mutant(
    'the fence is read before the intent, and not after',
    inCore(
      'inject',
      'await fenced(ports, run, { injectedAtMs });',
      'await runs.update(runId, {}, { injectedAtMs });',
    ),
  ),
  mutant(
    'the client token has a random part',
    inCore(
      'inject',
      'await driver.inject(fault);',
      'await driver.inject({ ...fault, token: fault.token + clock.now() });',
    ),
  ),
  mutant(
    'the lease is released before the verification',
    inCore(
      'verify',
      'const faults = await ports.runs.faults(runId);\n  const reversible',
      'await ports.leases.release(runId); const faults = await ports.runs.faults(runId);\n  const reversible',
    ),
  ),
  mutant(
    'a notifier that fails keeps a run from being tidied up',
    inCore(
      'finish',
      "    ['disarm', () => ports.deadMan.disarm(runId)],",
      "    ['disarm', async () => { await ports.notices.tell({ about: runId, kind: 'concluded', text: 'it is over' }); await ports.deadMan.disarm(runId); }],",
    ),
  ),
  mutant(
    'a notifier that fails aborts the revert',
    inCore(
      'revert',
      'const fenced = fence(ports, run);',
      "await ports.notices.tell({ about: runId, kind: 'started', text: 'reverting' }); const fenced = fence(ports, run);",
    ),
  ),
  mutant(
    'the verification trusts the undo',
    inCore(
      'verify',
      'return await driver.verify(fault);',
      "return { restored: true, seen: 'it was undone' };",
    ),
  ),
  mutant(
    'a look that fails counts as back',
    inCore(
      'verify',
      'return { restored: false, drifted: false, seen: because(failure) };',
      'return { restored: true, seen: because(failure) };',
    ),
  ),
  mutant(
    'nobody looks for what was left behind',
    inCore(
      'verify',
      'await Promise.all([...drivers].map((driver) => driver.residue(runId)))',
      '[] as never[][]',
    ),
  ),
  mutant(
    'a run is closed although it is not verified',
    inCore('conclude', "if (atRisk.restoration === 'unverified') return page(ports, run, atRisk);", ''),
  ),
  mutant(
    'a run is closed over a signal that came in between',
    inCore('conclude', '{ states: notClosed, epoch: run.epoch }', '{ states: notClosed }'),
    inCore('signal', 'states: beforeRevert, epoch: run.epoch', 'epoch: run.epoch'),
  ),
  mutant(
    'a lost answer counts as a refusal',
    inCore('inject', 'if (!(failure instanceof InjectionRefused || failure instanceof Fenced)) return;', ''),
  ),
  mutant(
    'a refusal is believed whoever else has sent the fault',
    inCore('inject', 'if (isFirst) await', 'await'),
    { file: 'core/run.ts', find: "if (state === 'refused' && now.resent) return true;", replace: '' },
  ),
  mutant(
    'what is only intended is not undone',
    inCore(
      'revert',
      "state !== 'armed' && state !== 'refused' && state !== 'verified';",
      "state === 'injected' || state === 'undone' || state === 'drifted';",
    ),
  ),
  mutant(
    'a changed target is overwritten in the books',
    inCore(
      'revert',
      "? ({ state: 'drifted', drift: result.seen } as const)",
      "? ({ state: 'verified', verifiedAtMs: atMs } as const)",
    ),
  ),
  mutant(
    'signals are not read after the token is stored',
    inCore('observe', 'await considerSignals(ports, run);', ''),
  ),
  mutant(
    'alarms are not read before a fault',
    inCore('allowed', 'await considerSignals(ports, run);', ''),
    inCore('observe', 'await considerSignals(ports, run);', ''),
  ),
  mutant('levers are not read before a fault', inCore('allowed', '(await lever(ports, experiment)) ??', '')),
  mutant(
    'consent is not looked at again',
    inCore('allowed', '(await consent(ports, experiment, fault)) ??', ''),
  ),
  mutant(
    'an alarm that cannot be read is fine',
    inCore(
      'on-signal',
      '      breached: true,\n      reason: `unreadable',
      '      breached: false,\n      reason: `unreadable',
    ),
  ),
  mutant(
    'the lease is not taken',
    inCore(
      'commit-run',
      'await leases.acquire(runId, leaseKeys(plan, experiment))',
      '({ ok: true, key: leaseKeys(plan, experiment)[0], heldBy: leases } as never)',
    ),
  ),
  mutant(
    'the reconciler goes by an execution that has ended',
    inCore('reconcile', "if (status !== 'RUNNING') return bringHome(run.runId);", ''),
    {
      file: 'functions/on-execution-ended/handler.ts',
      find: 'await bringHome(ports, name',
      replace: 'if (Date.now() < 0) await bringHome(ports, name',
    },
    inCore('dead-man', 'return true;\n', 'return true;\n'),
  ),
  mutant(
    'the dead man is moved past the deadline',
    inCore(
      'arm',
      'Math.min(ports.clock.now() + deadManDelayMs, deadlineMs)',
      'ports.clock.now() + 24 * 3_600_000',
    ),
  ),
  mutant(
    'the deadline is a day away',
    inCore(
      'arm',
      'ports.clock.now() + limits.maxDurationMs',
      'ports.clock.now() + limits.maxDurationMs * 144',
    ),
  ),
  at(
    { scenario: 'ours/again', first: 'reconcile/executions.status#7=abort' },
    mutant(
      "others' undos are not waited for",
      inCore('verify', 'await othersAreDone(ports, runId, all);', ''),
    ),
  ),
  at(
    { scenario: 'ours/approved' },
    mutant(
      'approvals are not read before a fault',
      inCore('approval', '  if (!required) return undefined;', '  return undefined;'),
    ),
  ),
  mutant(
    'an alarm that goes off is written down, and no more',
    inCore('on-signal', "isWatched(run) && state !== 'OK'\n", 'isWatched(run) && false\n'),
  ),
  mutant('what comes late takes back what has happened', {
    file: 'core/run.ts',
    find: 'return tooLateFor[state]?.includes(now.state) ?? false;',
    replace: 'return false;',
  }),
  mutant(
    'the end is written each time',
    inCore('finish', '{ durable: true, once: true }', '{ durable: true }'),
  ),
  at(
    { scenario: 'irreversible/fails', first: '*=replaced-late' },
    mutant(
      'an irreversible fault is called restored at once',
      inCore('bring-home', "revertClass === 'irreversible' && state === 'undone'", 'false'),
      {
        file: 'core/restoration.ts',
        find: "faults.every(({ state }) => state === 'armed' || state === 'refused' || state === 'verified');",
        replace:
          "faults.every(({ state }) => state === 'armed' || state === 'refused' || state === 'verified' || state === 'undone');",
      },
    ),
  ),
  mutant('recovered is what the last reading says', {
    file: 'core/spans.ts',
    find: 'toMs >= atMs + holdForMs',
    replace: 'toMs >= atMs',
  }),
  at(
    { scenario: 'ours/deaf' },
    mutant(
      'a breach that came and went is forgotten',
      {
        file: 'core/findings.ts',
        find: '    if (loud) return',
        replace: '    if (loud && alarms.get(probe.name)?.at(-1)?.state !== "OK") return',
      },
      {
        file: 'core/verdict.ts',
        find: '...(run.signal ? [',
        replace: '...(run.signal && Infinity < 0 ? [',
      },
    ),
  ),
];

/** The safety layers that are a piece of code, and how each is switched off. The others are switches of the world. */
export const layerPatches: Readonly<Record<string, readonly Patch[]>> = {
  fence: [inCore('inject', 'runs.update(runId, { states, epoch }, {', 'runs.update(runId, {}, {')],
  verification: [
    inCore(
      'verify',
      'return await driver.verify(fault);',
      "return { restored: true, seen: 'not looked at' };",
    ),
    inCore(
      'verify',
      'await Promise.all([...drivers].map((driver) => driver.residue(runId)))',
      '[] as never[][]',
    ),
  ],
  'stable-tokens': [
    inCore(
      'inject',
      'await driver.inject(fault);',
      'await driver.inject({ ...fault, token: fault.token + clock.now() });',
    ),
  ],
  quarantine: [
    inCore('revert', 'Math.min(lateMs, lateMs + clocksDifferMs - ageMs)', '0'),
    inCore('verify', 'await othersAreDone(ports, runId, all);', ''),
  ],
};
