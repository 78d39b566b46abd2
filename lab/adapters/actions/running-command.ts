import type { ActionFacts, Residue } from '../../../core/ports.ts';
import type { FaultRecord } from '../../../core/run.ts';
import type { LabClient } from '../../client.ts';
import { LabError } from '../../lab-error.ts';
import type { LabAction } from '../action.ts';
import { instances } from '../resources/instances.ts';
import { commandOf } from './command.ts';
import { idsOf, instancesOf } from './looks.ts';

/** What one look at an instance showed of what a document does to it. */
export type Effect = { readonly instanceId: string; readonly there: boolean; readonly seen: string };

/** An SSM document that goes on until its time is over, or it is cancelled and rolls itself back. */
export type RunningDocument = {
  readonly document: string;
  /** Looks at the machine, not at Systems Manager's books. */
  lookAt(lab: LabClient, instanceId: string, record: FaultRecord): Promise<Effect>;
};

const facts: ActionFacts = {
  revertClass: 'by-document',
  iamEnforced: 'partly',
  resourceType: 'aws:ec2:instance',
  undo: 'cancel the command: its document rolls back what it did',
};

/** `aws:ssm:send-command` with such a document. */
export const runningCommand = ({ document, lookAt }: RunningDocument): LabAction => {
  const looks = (lab: LabClient, record: FaultRecord) =>
    Promise.all(idsOf(record).map((id) => lookAt(lab, id, record)));
  const running = async (lab: LabClient, tokenPrefix: string) =>
    (await lab.listCommands({ tokenPrefix })).commands.filter((one) => one.document === document);

  return {
    facts,
    resources: instances,
    before: ({ commands = '' }) => ({ commands }),
    after: () => ({ commands: document }),
    inject: async (lab, record) => {
      if (record.targets.some(({ arn }) => record.before[arn]?.commands !== ''))
        throw new LabError('DuplicateInstanceId', 'another document is running on a target already', false);
      await lab.sendCommand(commandOf(record));
    },
    evidence: async (lab, record) => {
      const seen = await looks(lab, record);
      const there = seen.filter((look) => look.there).length;
      const present = there === seen.length ? 'yes' : there > 0 ? 'partly' : 'no';
      return { present, level: 2, seen: inWords(seen) };
    },
    undo: async (lab, record) => {
      const ours = await running(lab, record.token);
      for (const { commandId } of ours) await lab.cancelCommand({ commandId });
      const gone = await goneOf(lab, record);
      if (gone !== undefined) return { outcome: 'drifted', seen: gone };
      return { outcome: ours.length > 0 ? 'accepted' : 'nothing-to-undo' };
    },
    verify: async (lab, record) => {
      const gone = await goneOf(lab, record);
      if (gone !== undefined) return { restored: false, drifted: true, seen: gone };
      const seen = await looks(lab, record);
      const restored = seen.every(({ there }) => !there);
      return restored ? { restored, seen: inWords(seen) } : { restored, drifted: false, seen: inWords(seen) };
    },
    residue: async (lab, runId): Promise<readonly Residue[]> =>
      (await running(lab, `${runId}/`)).map(({ commandId, instanceIds }) => ({
        what: `command ${commandId} (${document})`,
        where: instanceIds.join(', '),
      })),
  };
};

const inWords = (looks: readonly Effect[]): string =>
  looks.map(({ instanceId, seen }) => `${instanceId}: ${seen}`).join('; ');

const goneOf = async (lab: LabClient, record: FaultRecord): Promise<string | undefined> => {
  const found = await instancesOf(lab, record);
  const ended = found.find(({ state }) => state === 'terminated' || state === 'shutting-down');
  if (ended) return `${ended.instanceId} is ${ended.state}`;
  return found.length < record.targets.length ? 'an instance is gone' : undefined;
};
