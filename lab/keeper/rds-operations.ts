import { type ConnectionExhaustion, exhaustConnections } from '../database/exhaust-connections.ts';
import type { Operations } from './operations.ts';
import { probeDatabase } from './probe-database.ts';
import { Refusal } from './refusal.ts';
import { describeDatabase } from './shop-database.ts';
import type { World } from './world.ts';

type Rds = Pick<Operations, Extract<keyof Operations, `rds/${string}`>>;
type Exhaustion = { readonly held: ConnectionExhaustion; readonly forget: () => void };

/** RDS, with the shop's one DB instance. */
export const rdsOperations = ({ clock, database, fence }: World): Rds => {
  const exhaustions = new Map<string, Exhaustion>();
  const named = (identifier: string) => {
    if (identifier !== database.describe().dbInstanceIdentifier)
      throw new Refusal('DBInstanceNotFound', `DBInstance ${identifier} not found.`, 404);
  };
  const release = async (clientToken: string) => {
    const exhaustion = exhaustions.get(clientToken);
    exhaustion?.forget();
    await exhaustion?.held.release();
    exhaustions.delete(clientToken);
    return exhaustion !== undefined;
  };

  return {
    'rds/DescribeDBInstances': () => ({ dbInstances: [describeDatabase(database)] }),
    'rds/RebootDBInstance': (input) =>
      fence.once('RebootDBInstance', input, () => {
        named(input.dbInstanceIdentifier);
        if (input.forceFailover) database.rebootWithFailover();
        else database.reboot();
        return {};
      }),
    'rds/ProbeDBInstance': ({ dbInstanceIdentifier }) => {
      named(dbInstanceIdentifier);
      return probeDatabase(database);
    },
    'rds/ExhaustConnections': (input) =>
      fence.once('ExhaustConnections', input, async () => {
        const { dbInstanceIdentifier, durationMs, clientToken } = input;
        named(dbInstanceIdentifier);
        const { credentials, database: name } = database.cluster;
        const held = exhaustConnections({
          port: () => database.resolve().port,
          credentials,
          database: name,
        });
        const forget = clock.at(clock.now() + durationMs, () => void release(clientToken));
        // From its first connection on: an undo may come while the others are still being taken.
        exhaustions.set(clientToken, { held, forget });
        try {
          await held.taken;
        } catch (failure) {
          await release(clientToken);
          throw failure;
        }
        return { held: held.held() };
      }),
    'rds/ReleaseConnections': async ({ clientToken }) => ({ released: await release(clientToken) }),
    'rds/ListExhaustions': ({ tokenPrefix }) => ({
      exhaustions: [...exhaustions]
        .filter(([token]) => token.startsWith(tokenPrefix))
        .map(([clientToken, { held }]) => ({ clientToken, held: held.held() })),
    }),
  };
};
