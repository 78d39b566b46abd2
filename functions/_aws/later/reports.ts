import { s3Reports } from '../../../adapters/s3/reports.ts';
import type { Reports } from '../../../core/ports.ts';
import { s3 } from '../clients/s3.ts';
import { environment } from '../environment.ts';

/** Results in the bucket. What draws their pages is loaded when there is one to draw: an undo does not wait for it. */
export const reports: Reports = s3Reports(
  { client: s3, name: environment.FIREDRILL_BUCKET },
  async (result) => {
    const { htmlOf } = await import('../../../report/html-of.ts');
    return htmlOf(result);
  },
);
