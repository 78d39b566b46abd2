import type { Definition, DefinitionKind, Definitions } from '../../../core/fronts.ts';

/** Deployed documents that last as long as the test. */
export const memoryDefinitions = (): Definitions => {
  const deployed = new Map<string, Definition>();
  const keyOf = (kind: DefinitionKind, name: string) => `${kind}/${name}`;
  return {
    get: async ({ kind, name }) => structuredClone(deployed.get(keyOf(kind, name))),
    list: async (kind) =>
      structuredClone(
        [...deployed.values()]
          .filter((one) => one.kind === kind)
          .sort((a, b) => (a.document.name < b.document.name ? -1 : 1)),
      ),
    put: async (definition, inForce) => {
      const key = keyOf(definition.kind, definition.document.name);
      if (deployed.get(key)?.version !== inForce) return false;
      deployed.set(key, structuredClone(definition));
      return true;
    },
    remove: async ({ kind, name }, inForce) => {
      const key = keyOf(kind, name);
      return deployed.get(key)?.version === inForce && deployed.delete(key);
    },
  };
};
