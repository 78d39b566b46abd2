import type { Reports } from '../../core/ports.ts';
import { asName, type Bucket, keep } from './store.ts';

/** Draws a result as a page. */
export type Draw = (result: Parameters<Reports['save']>[1]) => Promise<string>;

/** Results as JSON with a page beside them. Gives the page's place; saving it again is a new version of it. */
export const s3Reports = (bucket: Bucket, draw: Draw): Reports => ({
  save: async (id, result) => {
    const path = `results/${asName(id)}`;
    await keep(bucket, {
      key: `${path}.json`,
      text: `${JSON.stringify(result)}\n`,
      contentType: 'application/json',
    });
    const page = { key: `${path}.html`, text: await draw(result), contentType: 'text/html; charset=utf-8' };
    return keep(bucket, page);
  },
});
