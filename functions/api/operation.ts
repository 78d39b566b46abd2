import type * as z from 'zod';
import type { Deed } from '../../core/access.ts';
import type { ApiHost, Principal } from './host.ts';
import type { ProblemName } from './problems.ts';

/** Media types of bodies. */
export type BodyType = 'application/json' | 'application/yaml';

/** A header that a request may bring; or must, and then without it is this problem. */
export type RequestHeader = {
  readonly name: string;
  readonly required?: ProblemName;
  readonly schema: z.ZodType<string>;
};

/** What an operation answers when it went well. */
export type AnswerSpec = {
  readonly description: string;
  /** Of the JSON in it; none for an answer without a body. */
  readonly schema?: z.ZodType;
  readonly contentType?: string;
  /** Always there, by name: what it says. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** What it answers. */
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request as an operation has it: checked against what it says of itself. */
export type Asked<Path, Query, Body> = {
  readonly host: ApiHost;
  readonly principal: Principal;
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  /** The body as text, and of which type. */
  readonly text: string;
  readonly type: BodyType;
  header(name: string): string | undefined;
};

/** One operation of the API: what serves it, describes it and tests it is made of this. */
export type Operation = {
  readonly id: string;
  readonly method: 'get' | 'put' | 'post' | 'delete';
  /** As OpenAPI writes it. */
  readonly path: `/v1${string}`;
  readonly tag: 'plans' | 'runs' | 'documents' | 'levers' | 'about';
  readonly summary: string;
  readonly deed: Deed;
  readonly pathSchema?: z.ZodObject;
  readonly querySchema?: z.ZodObject;
  readonly headers?: readonly RequestHeader[];
  readonly body?: BodySpec;
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** Beside those that every operation may end in. */
  readonly problems: readonly ProblemName[];
  handle(asked: Asked<unknown, unknown, unknown>): Promise<Answer>;
};

/** The body of a request. Without a schema it is a document, which is read by its own rules. */
export type BodySpec = {
  readonly schema?: z.ZodType;
  readonly document?: 'Experiment' | 'GameDay';
  readonly types: readonly BodyType[];
  readonly optional?: boolean;
};

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : Record<never, never>;

/** An operation whose work knows the types of what it has been asked. */
export const operation = <
  Path extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  spec: Omit<Operation, 'pathSchema' | 'querySchema' | 'body' | 'handle'> & {
    readonly pathSchema?: Path;
    readonly querySchema?: Query;
    readonly body?: Omit<BodySpec, 'schema'> & { readonly schema?: Body };
    handle(asked: Asked<Output<Path>, Output<Query>, Output<Body>>): Promise<Answer>;
  },
): Operation => spec as unknown as Operation;
