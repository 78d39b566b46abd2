import type { Notices } from '../../core/ports.ts';

/** Tells people. What it takes to is loaded when there is something to tell. */
export const notices: Notices = {
  tell: async (notice) => (await import('./later/notices.ts')).notices.tell(notice),
};
