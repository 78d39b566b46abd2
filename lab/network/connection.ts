import { connect, type Socket } from 'node:net';
import { type FlowLink, flow } from './flow.ts';
import { isSevered, transitMs } from './transit.ts';

/** A connection through a relay. */
export type RelayedConnection = {
  /** The link's condition changed. */
  changed(): void;
  /** The relay goes away: both ends are reset. */
  close(): void;
};

/** Relays what a client sends to a target, and back. The target hears of the client once the link lets it through. */
export const relayedConnection = (
  client: Socket,
  targetPort: () => number,
  link: FlowLink,
  ended: () => void,
): RelayedConnection => {
  const there = flow(client, link);
  const dueAtMs = link.clock.now() + transitMs(link.condition(), link.random);
  let target: Socket | undefined;
  let back: ReturnType<typeof flow> | undefined;
  let cancelKnock: (() => void) | undefined;

  // The first packet is on its way, or waits before the cut.
  const knock = () => {
    cancelKnock?.();
    if (target !== undefined || client.destroyed || isSevered(link.condition())) return;
    if (dueAtMs > link.clock.now()) {
      cancelKnock = link.clock.at(dueAtMs, knock);
      return;
    }
    target = connect({ host: '127.0.0.1', port: targetPort(), allowHalfOpen: true, noDelay: true });
    back = flow(target, link);
    back.connect(client);
    watch(target, back);
    target.once('connect', () => target && there.connect(target));
  };

  const watch = (socket: Socket, from: ReturnType<typeof flow>) => {
    socket.on('error', () => from.reset());
    socket.on('close', () => {
      if (client.destroyed && (target === undefined || target.destroyed)) finish();
    });
  };
  const finish = () => {
    cancelKnock?.();
    there.stop();
    back?.stop();
    ended();
  };

  watch(client, there);
  knock();
  return {
    changed: () => {
      knock();
      there.changed();
      back?.changed();
    },
    close: () => {
      client.resetAndDestroy();
      target?.resetAndDestroy();
    },
  };
};
