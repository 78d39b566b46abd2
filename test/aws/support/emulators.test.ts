import { describe, expect, inject, test } from 'vitest';

describe('the emulators', () => {
  test.each(['moto', 'ministack'] as const)('answer on loopback: %s', async (name) => {
    expect(inject(name)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(inject(name))).status).toBeLessThan(500);
  });
});
