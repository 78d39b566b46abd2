import { get } from 'node:http';
import type { LabClock } from '../lab-clock.ts';
import type { FunctionConfiguration, FunctionSettings, InvocationRecord } from '../workload/messages.ts';
import type { ChildProcesses, WorkloadProcess } from './child-processes.ts';

/** A function's process, and what it is told to do. */
export type FunctionLink = {
  /** Resolves when it listens. */
  start(): Promise<void>;
  configuration(): FunctionConfiguration;
  /** Resolves when the process does as it is told. */
  configure(configuration: FunctionConfiguration): Promise<void>;
  /** Asks the process itself; undefined when it does not answer. */
  ask(): Promise<FunctionConfiguration | undefined>;
  port(): number | undefined;
};

const REPLACED_AFTER_MS = 1_000;
const ANSWER_REAL_MS = 1_000;

/** A function that is started again, on its port, should its process die. */
export const functionLink = (
  clock: LabClock,
  children: ChildProcesses,
  heard: (records: readonly InvocationRecord[]) => void,
): FunctionLink => {
  let configuration: FunctionConfiguration = {};
  let current: WorkloadProcess | undefined;
  let port: number | undefined;
  let turn = 0;
  const waiting = new Map<number, () => void>();
  const listening = Promise.withResolvers<void>();

  const launch = () => {
    const settings: FunctionSettings = {
      ...{ originMs: clock.originMs, scale: clock.scale },
      port: port ?? 0,
      configuration,
    };
    current = children.start({
      role: 'orders',
      script: 'orders-function',
      settings,
      report: (report) => {
        if (report.type === 'listening') {
          port = report.port;
          listening.resolve();
        }
        if (report.type === 'invocations') heard(report.records);
        if (report.type === 'configured') waiting.get(report.turn)?.();
      },
      ended: () => clock.at(clock.now() + REPLACED_AFTER_MS, launch),
    });
  };

  return {
    start: () => {
      launch();
      return listening.promise;
    },
    configuration: () => configuration,
    configure: (wanted) =>
      new Promise((resolve) => {
        configuration = wanted;
        turn += 1;
        const mine = turn;
        const done = () => {
          waiting.delete(mine);
          resolve();
        };
        waiting.set(mine, done);
        current?.tell({ type: 'configure', turn: mine, configuration });
        // A process that has just died starts with what it is to be.
        setTimeout(done, ANSWER_REAL_MS);
      }),
    ask: () =>
      new Promise((resolve) => {
        const request = get(
          { host: '127.0.0.1', port, path: '/configuration', agent: false, timeout: ANSWER_REAL_MS },
          (response) => {
            let text = '';
            response.setEncoding('utf8').on('data', (chunk: string) => {
              text += chunk;
            });
            response.on('end', () => resolve(JSON.parse(text)));
          },
        );
        request.on('timeout', () => request.destroy());
        request.on('error', () => resolve(undefined));
      }),
    port: () => port,
  };
};
