import type { Command } from 'commander';
import { openGate } from '../../core/gameday/gate.ts';
import { decideApproval } from '../../core/protocol/approval.ts';
import { needIdle, openSession } from '../session.ts';

/** `firedrill approve|deny <id>`. */
export const addApprove = (program: Command): void => {
  const add = (name: 'approve' | 'deny', description: string) =>
    program
      .command(name)
      .description(description)
      .argument('<id>', 'the run, or the game day whose gate waits')
      .action(async (id: string, _: unknown, command: Command) => {
        const session = await openSession(command);
        const ports = await needIdle(session);
        const by = await session.who();
        if (name === 'approve' && (await ports.gameDays.get(id))) await openGate(ports, id, by);
        else await decideApproval(ports, id, name === 'approve' ? 'approved' : 'denied', by);
        session.out.say(`${name === 'approve' ? 'Approved' : 'Denied'} ${id} as ${by}.`);
        session.out.emit({ type: 'result', id, answer: name, by });
        session.close();
      });
  add('approve', 'approve the plan of a waiting run, or open the gate of a game day');
  add('deny', 'deny the plan of a waiting run');
};
