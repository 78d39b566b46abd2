import { registerHooks } from 'node:module';

/** A change to one file of the real code, made when it is loaded and nowhere else. */
export type Patch = { readonly file: string; readonly find: string; readonly replace: string };

const root = new URL('../../../', import.meta.url).href;

/**
 * From here on these files are loaded changed. Only what is imported afterwards is. Throws when the text to be changed is
 * not there exactly once: a mutant that changes nothing would seem to have been let live.
 */
export const loadPatched = (patches: readonly Patch[]): void => {
  registerHooks({
    load: (url, context, next) => {
      const mine = patches.filter(({ file }) => url === `${root}${file}`);
      const loaded = next(url, context);
      if (mine.length === 0) return loaded;
      return { ...loaded, source: mine.reduce(patched, String(loaded.source)) };
    },
  });
};

const patched = (source: string, { file, find, replace }: Patch): string => {
  const parts = source.split(find);
  if (parts.length !== 2)
    throw new Error(`${file} has ${parts.length - 1} places like "${find}", and a patch is for one`);
  return parts.join(replace);
};
