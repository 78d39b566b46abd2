import type { Role } from '../../core/access.ts';
import type { Fronts } from '../../core/fronts.ts';
import type { Ports } from '../../core/ports.ts';

/** Who asks. */
export type Principal = { readonly name: string; readonly role: Role };

/** What the API stands on. */
export type ApiHost = {
  readonly ports: Ports;
  readonly fronts: Pick<Fronts, 'definitions' | 'idempotencyKeys' | 'schedules'>;
  /** Who asks; undefined when nobody can tell. `context` is what came with the request. */
  who(request: Request, context: unknown): Principal | undefined;
  /** For how many seconds somebody has to wait, where they ask too often. */
  admit?(principal: Principal): number | undefined;
  /** What a person does not get to see is written here. */
  log(entry: Readonly<Record<string, unknown>>): void;
};
