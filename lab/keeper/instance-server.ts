import type { LabClock } from '../lab-clock.ts';
import type { WebServerSettings } from '../workload/messages.ts';
import { RESTART_MS, STOP_GRACE_MS } from '../workload/settings.ts';
import type { ShopLogin } from '../workload/shop-database/shop-database.ts';
import type { ChildProcesses } from './child-processes.ts';
import { cancel, type Instance } from './instance.ts';

/** Starts and ends the server process of an instance, and is its init while it runs. */
export type InstanceServers = {
  start(instance: Instance): void;
  /** Ends the server; the init starts it again after `downForMs`. */
  restart(instance: Instance, downForMs: number): void;
  /** SIGTERM, then SIGKILL. `ended` follows when the process is gone; at once when there is none. */
  end(instance: Instance): void;
};

/** What follows from a server's life. */
export type ServerHooks = {
  /** How it logs in at the database. */
  login(): ShopLogin;
  /** It asks where the database's name leads. */
  resolve(instance: Instance, turn: number): void;
  /** The server listens on `instance.port`. */
  listening(instance: Instance): void;
  /** The server of an instance that was being ended is gone. */
  ended(instance: Instance): void;
};

/** Server processes as children of the keeper. */
export const instanceServers = (
  clock: LabClock,
  children: ChildProcesses,
  hooks: ServerHooks,
): InstanceServers => {
  const start = (instance: Instance) => {
    const { instanceId, zone, port, release } = instance;
    const settings: WebServerSettings = {
      originMs: clock.originMs,
      scale: clock.scale,
      instanceId,
      zone,
      port,
      release,
      login: hooks.login(),
    };
    instance.server = children.start({
      role: `web ${instanceId}`,
      script: 'web-server',
      settings,
      report: (report) => {
        if (report.type === 'resolve') hooks.resolve(instance, report.turn);
        if (report.type !== 'listening') return;
        instance.port = report.port;
        hooks.listening(instance);
      },
      ended: () => gone(instance),
    });
    const { pid, startTime } = instance.server;
    instance.lastServer = { pid, startTime };
  };

  const gone = (instance: Instance) => {
    instance.server = undefined;
    cancel(instance, 'grace');
    if (instance.state !== 'running') return hooks.ended(instance);
    instance.pending.set(
      'init',
      clock.at(clock.now() + instance.downForMs, () => start(instance)),
    );
    instance.downForMs = RESTART_MS;
  };

  const end = (instance: Instance) => {
    cancel(instance, 'init');
    const { server } = instance;
    if (server === undefined) return hooks.ended(instance);
    server.kill('SIGTERM');
    instance.pending.set(
      'grace',
      clock.at(clock.now() + STOP_GRACE_MS, () => server.kill('SIGKILL')),
    );
  };

  const restart = (instance: Instance, downForMs: number) => {
    instance.downForMs = downForMs;
    instance.server?.kill('SIGTERM');
  };

  return { start, restart, end };
};
