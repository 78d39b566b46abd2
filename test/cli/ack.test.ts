import { expect, test } from 'vitest';
import { openPlace } from '../e2e/support/place.ts';

test('nobody looks after what is not open', async () => {
  const place = openPlace();
  const { code, stderr } = await place.run('ack', '01JX');
  expect(code).toBe(2);
  expect(stderr).toContain('no open run begins with 01JX; see `firedrill status`');
  await place.close();
});
