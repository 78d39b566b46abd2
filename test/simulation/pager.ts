import type { Notice } from '../../core/ports.ts';
import { memoryNotices } from '../support/memory/messages.ts';
import type { Ground } from './ground.ts';

/** Keeps what people are told, and when a person was paged last. */
export const openPager = ({ clock }: Pick<Ground, 'clock'>) => {
  const notices = memoryNotices();
  let pagedAtMs: number | undefined;
  return {
    notices,
    pagedAtMs: () => pagedAtMs,
    tell: async (notice: Notice): Promise<void> => {
      if (notice.kind === 'needs-human') pagedAtMs = clock.now();
      await notices.tell(notice);
    },
  };
};
