import { type Emulator, startEmulator } from './emulator-process.ts';
import { emulatorPython } from './python-environment.ts';

/** Starts moto on a free port of loopback. `env` are settings of its own, such as INITIAL_NO_AUTH_ACTION_COUNT. */
export const startMoto = (env: Readonly<Record<string, string>> = {}): Promise<Emulator> =>
  startEmulator({
    name: 'moto',
    python: emulatorPython(),
    args: ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'],
    env,
    urlIfUp: async (log) => / Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1],
  });
