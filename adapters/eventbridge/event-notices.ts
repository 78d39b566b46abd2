import { type EventBus, makeEvent } from '../../core/events.ts';
import type { Clock, Notices } from '../../core/ports.ts';

/** Tells by an event of its own, which needs neither the table nor its stream; `actor` is who tells. */
export const eventNotices = (bus: EventBus, clock: Pick<Clock, 'now'>, actor: string): Notices => ({
  tell: async ({ about, kind, text }) => {
    const atMs = clock.now();
    const head = { id: `${about}/${kind}/${atMs}`, subject: about, atMs };
    const said = { actor, reason: text };
    await bus.put([
      kind === 'needs-human'
        ? makeEvent('NeedsHuman', head, said)
        : makeEvent('NoticeGiven', head, { ...said, kind }),
    ]);
  },
});
