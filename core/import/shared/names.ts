/** A kebab-case name of at most 64 characters from any text; undefined where nothing of it can stand in a name. */
export const kebab = (text: string): string | undefined => {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const name = shorten(words.join('-'), 64);
  return name === '' ? undefined : name;
};

/** A name that is not among those taken already; it takes it. */
export const unique = (name: string, taken: Set<string>): string => {
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = `${shorten(name, 60)}-${n}`;
  taken.add(free);
  return free;
};

const shorten = (name: string, most: number) => name.slice(0, most).replace(/-+$/, '');
