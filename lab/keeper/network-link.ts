import type { LabClock } from '../lab-clock.ts';
import type {
  LinkCondition,
  NetworkOrder,
  NetworkReport,
  NetworkSettings,
  OpenLink,
} from '../network/messages.ts';
import { siblingScript } from '../process/sibling-script.ts';
import { spawnTied } from '../process/spawn-tied.ts';
import type { ChildProcesses } from './child-processes.ts';

/** The network's process, and the links the keeper wants of it. */
export type NetworkLink = {
  start(): void;
  /** Opens a link, or points an open one elsewhere; resolves with the port to reach the target by. */
  open(linkId: string, targetPort: number): Promise<number>;
  /** Sets what a link does from now on, all of it. Nothing happens when there is no such link. */
  setCondition(linkId: string, condition: LinkCondition): void;
  close(linkId: string): void;
  /** The links that are wanted, with the condition each is in. */
  conditions(): ReadonlyMap<string, LinkCondition>;
  /** Ends the process for good. */
  stop(): void;
};

// As with the load balancer: whoever runs the network replaces what dies, quickly.
const REPLACED_AFTER_MS = 1_000;

type WantedLink = OpenLink & { readonly listening: PromiseWithResolvers<number> };

/** A network that is started again, with its links on their ports and in their conditions, should it die. */
export const networkLink = (
  clock: LabClock,
  children: Pick<ChildProcesses, 'adopt'>,
  seed = 1,
): NetworkLink => {
  const wanted = new Map<string, WantedLink>();
  let tell: (order: NetworkOrder) => void = () => {};
  let end = () => {};
  let stopped = false;

  const heard = (report: NetworkReport) => {
    const link = wanted.get(report.linkId);
    if (link === undefined) return;
    if (report.type === 'failed') return link.listening.reject(new Error(report.message));
    wanted.set(report.linkId, { ...link, port: report.port });
    link.listening.resolve(report.port);
  };

  const start = () => {
    if (stopped) return;
    const { originMs, scale } = clock;
    const settings: NetworkSettings = { originMs, scale, seed, links: [...wanted.values()].map(plain) };
    const script = siblingScript(import.meta.url, '../network/main');
    const child = spawnTied(process.execPath, [script, JSON.stringify(settings)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    children.adopt('network', child);
    child.on('message', (message) => heard(message as NetworkReport));
    child.on('error', (error) => console.error(`network: ${error.message}`));
    child.once('exit', () => {
      tell = () => {};
      if (!stopped) clock.at(clock.now() + REPLACED_AFTER_MS, start);
    });
    end = () => {
      child.kill('SIGKILL');
    };
    tell = (order) => {
      if (child.connected) child.send(order, () => {});
    };
  };

  const change = (linkId: string, changes: Partial<WantedLink>) => {
    const link = wanted.get(linkId);
    if (link === undefined) return undefined;
    const changed = { ...link, ...changes };
    wanted.set(linkId, changed);
    return changed;
  };

  return {
    start,
    open: (linkId, targetPort) => {
      const known = change(linkId, { targetPort });
      if (known !== undefined) {
        tell({ type: 'retarget', linkId, targetPort });
        return known.listening.promise;
      }
      const link = { linkId, port: 0, targetPort, condition: {}, listening: Promise.withResolvers<number>() };
      wanted.set(linkId, link);
      tell({ type: 'open', link: plain(link) });
      return link.listening.promise;
    },
    setCondition: (linkId, condition) => {
      if (change(linkId, { condition })) tell({ type: 'condition', linkId, condition });
    },
    close: (linkId) => {
      if (wanted.delete(linkId)) tell({ type: 'close', linkId });
    },
    stop: () => {
      stopped = true;
      end();
    },
    conditions: () => new Map([...wanted].map(([linkId, { condition }]) => [linkId, condition])),
  };
};

const plain = ({ linkId, port, targetPort, condition }: WantedLink): OpenLink => ({
  linkId,
  port,
  targetPort,
  condition,
});
