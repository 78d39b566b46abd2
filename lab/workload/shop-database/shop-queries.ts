import type pg from 'pg';
import type { Product, Visit } from './shop-database.ts';

/** Reads the whole shelf. */
export const readShelf = async (client: pg.Client): Promise<readonly Product[]> => {
  const { rows } = await client.query<Product>(
    'SELECT product_id AS "productId", name, price_cents AS "priceCents" FROM products ORDER BY product_id',
  );
  return rows;
};

/** Writes a visit, once however often it is asked to. */
export const writeVisit = async (client: pg.Client, { visitId, zone }: Visit): Promise<void> => {
  await client.query('INSERT INTO visits (visit_id, zone) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    visitId,
    zone,
  ]);
};

/** Writes a visit and reads the shelf, in one round trip; parsed once per connection. */
export const recordVisit = async (
  client: pg.Client,
  { visitId, zone }: Visit,
): Promise<readonly Product[]> => {
  const { rows } = await client.query<Product>({
    name: 'visit',
    text: `WITH written AS (INSERT INTO visits (visit_id, zone) VALUES ($1, $2) ON CONFLICT DO NOTHING)
      SELECT product_id AS "productId", name, price_cents AS "priceCents" FROM products ORDER BY product_id`,
    values: [visitId, zone],
  });
  return rows;
};

/** Makes the shop's tables and fills the shelf; does nothing where they are. */
export const migrate = async (client: pg.Client): Promise<void> => {
  await client.query(SCHEMA);
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS products (product_id int PRIMARY KEY, name text NOT NULL, price_cents int NOT NULL);
  CREATE TABLE IF NOT EXISTS visits (
    visit_id text PRIMARY KEY, zone text NOT NULL, written_at timestamptz NOT NULL DEFAULT now());
  INSERT INTO products VALUES
    (1, 'Smoke detector', 2490), (2, 'Fire blanket', 1990), (3, 'Rope ladder', 5400), (4, 'Torch', 1250)
  ON CONFLICT DO NOTHING;`;
