import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Integrations, noIntegrations, readIntegrations } from '../core/notices/integrations.ts';

/** Whom a lab can tell: `integrations.json` in its state directory, as docs/notifications.md says; without it nobody by name. */
export const readLabIntegrations = (stateDir: string): Integrations => {
  const file = join(stateDir, 'integrations.json');
  return existsSync(file) ? readIntegrations(readFileSync(file, 'utf8'), file) : noIntegrations;
};
