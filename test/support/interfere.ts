import type { Ports } from '../../core/ports.ts';

/** One call of a port, about to be made. */
export type PortCall = { readonly name: string; readonly make: () => Promise<unknown> };

/** Stands between the domain and a port: makes the call, or not, or loses its answer. */
export type Around = (call: PortCall) => Promise<unknown>;

// These answer at once, from memory: there is nothing to fail.
const local = new Set(['clock', 'ids', 'holidays', 'actor', 'facts']);

/** The same ports, with something between them and whoever calls. */
export const interfere = (ports: Ports, around: Around): Ports => wrapped(ports, '', around);

const wrapped = <T extends object>(target: T, path: string, around: Around): T =>
  new Proxy(target, {
    get: (of, key, receiver) => {
      const value: unknown = Reflect.get(of, key, receiver);
      if (typeof key === 'symbol' || local.has(key)) return value;
      const name = path ? `${path}.${key}` : key;
      if (Array.isArray(value))
        return value.map((one: unknown) => (isObject(one) ? wrapped(one, name, around) : one));
      if (typeof value === 'function')
        return (...given: unknown[]) =>
          around({ name, make: async () => Reflect.apply(value, of, given) as unknown });
      return isObject(value) ? wrapped(value, name, around) : value;
    },
  });

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
