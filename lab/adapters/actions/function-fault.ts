import type { ActionFacts, Verification } from '../../../core/ports.ts';
import type { FaultRecord, PlannedFault } from '../../../core/run.ts';
import type { LabClient } from '../../client.ts';
import { LabError } from '../../lab-error.ts';
import type { FunctionConfiguration } from '../../workload/messages.ts';
import type { LabAction } from '../action.ts';
import { canonical, functions } from '../resources/functions.ts';

/** How a fault changes a function's configuration, from its parameters. */
export type Change = (parameters: PlannedFault['parameters']) => FunctionConfiguration;

/** A fault that is a change of a function's configuration. */
export const functionFault = (facts: Omit<ActionFacts, 'resourceType'>, change: Change): LabAction => ({
  facts: { ...facts, resourceType: 'aws:lambda:function' },
  resources: functions,
  before: ({ configuration = null }) => ({ configuration }),
  after: ({ configuration }, { parameters }) => ({
    configuration: canonical({ ...JSON.parse(String(configuration)), ...change(parameters) }),
  }),
  inject: async (lab, record) => {
    const { token: clientToken, durationMs, parameters } = record;
    if (durationMs === 0) throw new LabError('ValidationException', 'the fault needs a `duration`', false);
    // What Lambda itself does not end lasts until it is undone: here longer than any run.
    const lastsMs = facts.revertClass === 'ours' ? 12 * 3_600_000 : durationMs;
    const configuration = change(parameters);
    for (const functionName of namesOf(record))
      await lab.disruptFunction({ functionName, configuration, durationMs: lastsMs, clientToken });
  },
  evidence: async (lab, record) => {
    const looks = await lookAt(lab, record);
    const there = looks.filter(({ now, after }) => now === after).length;
    const present = there === looks.length ? 'yes' : there > 0 ? 'partly' : 'no';
    return { present, level: 2, seen: inWords(looks) };
  },
  undo: async (lab, record) => {
    const looks = await lookAt(lab, record);
    const drifted = driftIn(looks);
    if (drifted) return { outcome: 'drifted', seen: drifted };
    const answers = [];
    for (const functionName of namesOf(record))
      answers.push(await lab.restoreFunction({ functionName, clientToken: record.token }));
    return { outcome: answers.some(({ restored }) => restored) ? 'accepted' : 'nothing-to-undo' };
  },
  verify: async (lab, record): Promise<Verification> => {
    const looks = await lookAt(lab, record);
    const seen = inWords(looks);
    const drifted = driftIn(looks);
    if (drifted) return { restored: false, drifted: true, seen: drifted };
    return looks.every(({ now, before }) => now === before)
      ? { restored: true, seen }
      : { restored: false, drifted: false, seen };
  },
});

type Look = {
  readonly name: string;
  /** What the function's process does; undefined when it did not answer. */
  readonly now: string | undefined;
  readonly before: unknown;
  readonly after: unknown;
};

const lookAt = (lab: LabClient, record: FaultRecord): Promise<readonly Look[]> =>
  Promise.all(
    record.targets.map(async ({ arn, label: name }) => {
      const { configuration } = await lab.probeFunction({ functionName: name });
      const now = configuration && canonical(configuration);
      return {
        name,
        now,
        before: record.before[arn]?.configuration,
        after: record.after[arn]?.configuration,
      };
    }),
  );

const driftIn = (looks: readonly Look[]): string | undefined => {
  const other = looks.find(({ now, before, after }) => now !== undefined && now !== before && now !== after);
  return other && `somebody else has changed ${other.name}: ${other.now}`;
};

const inWords = (looks: readonly Look[]): string =>
  looks.map(({ name, now }) => `${name}: ${now === undefined ? 'no answer' : now}`).join('; ');

const namesOf = ({ targets }: FaultRecord): readonly string[] => targets.map(({ label }) => label);
