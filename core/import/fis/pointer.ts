/** The pointer of a child. */
export const step = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The pointer of the nearest node around one that is known, and what is below it. */
export const translate = (pointer: string, origins: ReadonlyMap<string, string>): string => {
  let known = pointer;
  while (known !== '' && !origins.has(known)) known = known.slice(0, known.lastIndexOf('/'));
  return `${origins.get(known) ?? ''}${pointer.slice(known.length)}`;
};
