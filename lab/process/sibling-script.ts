import { fileURLToPath } from 'node:url';

/** The path of a script next to a module, as source (.ts) or as built (.js), whichever the module itself is. */
export const siblingScript = (moduleUrl: string, relativeName: string): string => {
  const extension = moduleUrl.endsWith('.ts') ? '.ts' : '.js';
  return fileURLToPath(new URL(`${relativeName}${extension}`, moduleUrl));
};
