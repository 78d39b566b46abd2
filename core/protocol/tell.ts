import type { Notice, Ports } from '../ports.ts';
import { within } from './within.ts';

// Three attempts of the SDK end before; whatever hangs for longer must not keep a run from being closed.
const tellWithinMs = 20_000;

/** Tells people, and waits for it no longer than this: who tells may hang, and a run may not. */
export const tell = ({ notices, clock }: Pick<Ports, 'notices' | 'clock'>, notice: Notice): Promise<void> =>
  within(clock, tellWithinMs, `tell people about ${notice.about}`, notices.tell(notice));
