import { type Fate, failures } from '../far-end.ts';

/** What lies between clients and their services in memory. */
export type Line = {
  /** The fate of each write, in order; once they are used up every write is answered. */
  fates: Fate[];
  /** How many writes have arrived. */
  writes: number;
  /** Waited for before each call: a test decides by it whose call is next. */
  turn(): Promise<void>;
};

/** A line on which nothing goes wrong, and nobody waits. */
export const newLine = (): Line => ({ fates: [], writes: 0, turn: async () => undefined });

type Handlers = Readonly<Record<string, (input: never) => object>>;
type Command = { readonly input: object };

/** A client whose commands are answered in memory, by their names. Paginators take it for a real one. */
export const inMemory = <Client extends object>(
  { prototype }: { readonly prototype: Client },
  line: Line,
  handlers: Handlers,
): Client => {
  const client: Client = Object.create(prototype);
  return Object.assign(client, {
    config: { region: async () => 'eu-west-1' },
    send: async (command: Command): Promise<object> => {
      await line.turn();
      const name = command.constructor.name.replace(/Command$/, '');
      const handler = handlers[name] as ((input: object) => object) | undefined;
      if (handler === undefined) throw new Error(`nobody answers ${name}`);
      if (/^(Describe|Get|List)/.test(name)) return handler(command.input);
      const fate = line.fates.shift() ?? 'answered';
      if (fate !== 'answered' && fate !== 'answer-lost') throw failures[fate];
      line.writes += 1;
      const answer = handler(command.input);
      if (fate !== 'answered') throw failures[fate];
      return answer;
    },
  });
};
