import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';
import { networkLink } from '../../../lab/keeper/network-link.ts';
import { until } from '../keeper/support.ts';
import { clientOf, clock, closeAll, labTime, listening } from './support.ts';

const children: ChildProcess[] = [];
const adopt = (_: string, child: ChildProcess) => {
  children.push(child);
  return { pid: child.pid ?? 0, startTime: '' };
};
const network = networkLink(clock, { adopt });

afterAll(() => {
  network.stop();
  closeAll();
});

test('the network’s process relays, cuts and heals, and one that died comes back on its ports and in its conditions', async () => {
  network.start();
  const target = await listening((socket) => socket.pipe(socket));
  const port = await network.open('web-a>db-a', target);
  const { socket, seen } = await clientOf(port);
  socket.write('a');
  await until('the link works', () => seen.text === 'a');

  network.setCondition('web-a>db-a', { cut: true });
  expect(network.conditions().get('web-a>db-a')).toEqual({ cut: true });
  await labTime(2_000);
  socket.write('b');
  await labTime(5_000);
  expect(seen.text).toBe('a');
  network.setCondition('web-a>db-a', {});
  await until('what was held came', () => seen.text === 'ab');

  network.setCondition('web-a>db-a', { cut: true });
  const [first] = children;
  first?.kill('SIGKILL');
  if (first) await once(first, 'exit');
  const again = await until('it listens again', () => clientOf(port).catch(() => undefined));
  again.socket.write('c');
  await labTime(5_000);
  expect(again.seen.text).toBe('');
  network.setCondition('web-a>db-a', {});
  await until('it was answered', () => again.seen.text === 'c');

  network.close('web-a>db-a');
  await until('the link is closed', () =>
    clientOf(port).then(
      () => false,
      () => true,
    ),
  );
});
