/** A thing on the shelf. */
export type Product = { readonly productId: number; readonly name: string; readonly priceCents: number };

/** Someone who came by. The id is the caller's, so that a write that is tried twice is one visit. */
export type Visit = { readonly visitId: string; readonly zone: string };

/** What a web server wants of the shop's database. Every call rejects when the database does not do it. */
export type ShopDatabase = {
  readShelf(): Promise<readonly Product[]>;
  writeVisit(visit: Visit): Promise<void>;
  /** Both at once: a page that somebody looks at. */
  visit(visit: Visit): Promise<readonly Product[]>;
  /** Closes what is open. */
  close(): void;
};

/** Where the endpoint's name leads, asked anew each time. */
export type Resolve = () => Promise<{ readonly host: string; readonly port: number }>;

/** How to log in. */
export type ShopLogin = { readonly user: string; readonly password: string; readonly database: string };
