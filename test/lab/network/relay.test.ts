import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { until } from '../keeper/support.ts';
import { clientOf, clock, closeAll, labTime, listening, relayTo } from './support.ts';

afterEach(closeAll);

// The lab's clock follows the wall clock in steps of some real milliseconds.
const GRAIN_MS = 1_000;

const echo = (socket: Socket) => socket.pipe(socket);

test('bytes pass both ways, in order', async () => {
  const { port } = await relayTo(await listening(echo));
  const { socket, seen } = await clientOf(port);
  for (let i = 0; i < 200; i += 1) socket.write(`${i},`);
  const all = Array.from({ length: 200 }, (_, i) => `${i},`).join('');
  await until('all came back', () => seen.text === all);
});

test('nothing passes a cut link, and what was held flows in order once it is healed', async () => {
  const relay = await relayTo(await listening(echo));
  const { socket, seen } = await clientOf(relay.port);
  socket.write('before ');
  await until('the link works', () => seen.text === 'before ');
  relay.setCondition({ cut: true });
  for (const word of ['during ', 'the ', 'cut ']) socket.write(word);
  await labTime(10_000);
  expect(seen.text).toBe('before ');
  relay.setCondition({});
  socket.write('after');
  await until('what was held came', () => seen.text === 'before during the cut after');
});

test('a new connection through a cut link is accepted and silent, and reaches the target after the cut', async () => {
  let accepted = 0;
  const port = await listening((socket) => {
    accepted += 1;
    echo(socket);
  });
  const relay = await relayTo(port, { cut: true });
  const { socket, seen } = await clientOf(relay.port);
  socket.write('hello');
  await labTime(5_000);
  expect([accepted, seen.text]).toEqual([0, '']);
  relay.setCondition({});
  await until('it was answered', () => seen.text === 'hello');
});

test('an end that closes during a cut is heard of after it, behind what it had sent', async () => {
  const { promise: accepted, resolve } = Promise.withResolvers<Socket>();
  const relay = await relayTo(await listening(resolve));
  const { seen } = await clientOf(relay.port);
  const server = await accepted;
  relay.setCondition({ cut: true });
  server.end('last words');
  await labTime(5_000);
  expect(seen).toMatchObject({ text: '', ended: false });
  relay.setCondition({});
  await until('it was heard', () => seen.ended);
  expect(seen.text).toBe('last words');
});

test('an end that breaks off during a cut is heard of after it', async () => {
  const { promise: accepted, resolve } = Promise.withResolvers<Socket>();
  const relay = await relayTo(await listening(resolve));
  const { seen } = await clientOf(relay.port);
  const server = await accepted;
  relay.setCondition({ cut: true });
  server.resetAndDestroy();
  await labTime(5_000);
  expect(seen.error).toBeUndefined();
  relay.setCondition({});
  expect(await until('it was heard', () => seen.error)).toBe('ECONNRESET');
});

test('one end may finish sending and still receive', async () => {
  const port = await listening((socket) => {
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes;
    });
    socket.on('end', () => socket.end(`got ${text}`));
  });
  const { socket, seen } = await clientOf((await relayTo(port)).port);
  socket.end('the question');
  await until('the answer came', () => seen.ended);
  expect(seen.text).toBe('got the question');
});

test('a target that is not there is a reset', async () => {
  const port = await listening(echo);
  closeAll();
  const { seen } = await clientOf((await relayTo(port)).port);
  expect(await until('it was refused', () => seen.error)).toBe('ECONNRESET');
});

test('latency takes its lab time each way, also on a connection that is open', async () => {
  const relay = await relayTo(await listening(echo));
  const { socket, seen } = await clientOf(relay.port);
  socket.write('a');
  await until('the link works', () => seen.text === 'a');
  relay.setCondition({ latencyMs: 4_000 });
  const sentMs = clock.now();
  socket.write('b');
  await until('it came back', () => seen.text === 'ab');
  expect(clock.now() - sentMs).toBeGreaterThan(2 * 4_000 - GRAIN_MS);
});

test('what is lost comes late, what follows waits for it, and nothing is missing', async () => {
  // The first packet of the connection passes, the first bytes are lost five times, nothing after that is.
  const draws = [0.9, 0, 0, 0, 0, 0];
  const relay = await relayTo(await listening(echo), { lossPercent: 30 }, () => draws.shift() ?? 0.9);
  const { socket, seen } = await clientOf(relay.port);
  const sentMs = clock.now();
  socket.write('first ');
  await until('the first bytes are under way', () => draws.length === 0);
  socket.write('second');
  await until('something came', () => seen.text !== '');
  expect(clock.now() - sentMs).toBeGreaterThan(200 + 400 + 800 + 1_600 + 3_200 - GRAIN_MS);
  await until('all came', () => seen.text === 'first second');
});

test('a sender is held up by a cut, not stored without end', async () => {
  const { promise: accepted, resolve } = Promise.withResolvers<Socket>();
  const relay = await relayTo(await listening(resolve));
  const { socket } = await clientOf(relay.port);
  const server = await accepted;
  relay.setCondition({ cut: true });
  const total = 32 * 1024 * 1024;
  const bytes = Buffer.alloc(1024 * 1024, 'x');
  const sent = createHash('sha256');
  for (let i = 0; i < 32; i += 1) {
    bytes.writeUInt32BE(i);
    sent.update(bytes);
    socket.write(Buffer.from(bytes));
  }
  await labTime(5_000);
  // Kernel buffers take some megabytes; the rest stays with its sender.
  expect(socket.writableLength).toBeGreaterThan(total / 2);
  const received = createHash('sha256');
  server.on('data', (chunk) => received.update(chunk));
  relay.setCondition({});
  socket.end();
  await once(server, 'end');
  expect(received.digest('hex')).toBe(sent.digest('hex'));
});

test('a retargeted link leads new connections elsewhere and leaves open ones', async () => {
  const saying = (word: string) => listening((socket) => socket.on('data', () => socket.write(word)));
  const relay = await relayTo(await saying('first '));
  const old = await clientOf(relay.port);
  old.socket.write('?');
  await until('the first answers', () => old.seen.text === 'first ');
  relay.retarget(await saying('second '));
  const fresh = await clientOf(relay.port);
  fresh.socket.write('?');
  old.socket.write('?');
  await until('both answered', () => fresh.seen.text === 'second ' && old.seen.text === 'first first ');
});

test('a closed link resets its connections and takes no more', async () => {
  const relay = await relayTo(await listening(echo));
  const { socket, seen } = await clientOf(relay.port);
  socket.write('a');
  await until('the link works', () => seen.text === 'a');
  relay.close();
  await until('it was reset', () => seen.error === 'ECONNRESET');
  await expect(clientOf(relay.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
