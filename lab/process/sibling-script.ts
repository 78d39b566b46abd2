import { fileURLToPath } from 'node:url';

/**
 * The path of a script near a module, by its relative name without extension: the source itself in a checkout; where
 * the program is packed, all scripts lie in one folder under their packed names.
 */
export const siblingScript = (moduleUrl: string, relativeName: string): string =>
  fileURLToPath(
    moduleUrl.endsWith('.ts')
      ? new URL(`${relativeName}.ts`, moduleUrl)
      : new URL(`${packedName(relativeName)}.js`, moduleUrl),
  );

/** What a script is called where it is packed: `../workload/users` is `workload-users`. */
export const packedName = (relativeName: string): string =>
  relativeName
    .split('/')
    .filter((part) => part !== '.' && part !== '..')
    .join('-');
