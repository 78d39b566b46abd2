import { describe, expect, test } from 'vitest';
import { temporaryStore } from './state-dir.ts';

const ana = { pid: 100, startTime: '5000' };
const ben = { pid: 200, startTime: '6000' };
const everyone = () => true;
const nobody = () => false;

describe('the owner of a run', () => {
  test('is the first process to claim it, as long as it lives', async () => {
    const { owners } = temporaryStore();

    expect(await owners.claim('run-1', ana, everyone)).toBe(true);
    expect(await owners.claim('run-1', ben, everyone)).toBe(false);
    expect(await owners.claim('run-1', ana, everyone)).toBe(true);
    expect(await owners.ownerOf('run-1')).toEqual(ana);
  });

  test('is followed by the next to claim it once it is dead', async () => {
    const { owners } = temporaryStore();
    await owners.claim('run-1', ana, everyone);

    expect(await owners.claim('run-1', ben, nobody)).toBe(true);
    expect(await owners.ownerOf('run-1')).toEqual(ben);
  });

  test('is not the process that was given its number later', async () => {
    const { owners } = temporaryStore();
    await owners.claim('run-1', ana, everyone);
    const asked: unknown[] = [];

    await owners.claim('run-1', { ...ana, startTime: '7000' }, (owner) => asked.push(owner) < 0);

    expect(asked).toEqual([ana]);
    expect(await owners.ownerOf('run-1')).toEqual({ ...ana, startTime: '7000' });
  });

  test('is nobody once it is released, and only its own claim ends', async () => {
    const { owners } = temporaryStore();
    await owners.claim('run-1', ana, everyone);

    await owners.release('run-1', ben);
    expect(await owners.ownerOf('run-1')).toEqual(ana);

    await owners.release('run-1', ana);
    expect(await owners.ownerOf('run-1')).toBeUndefined();
  });
});
