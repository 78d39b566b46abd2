type Named = { readonly name: string };

/** The parts of each driver as one, by its name. Both lists have the same drivers. */
export const joined = <One extends Named, Other extends Named>(
  some: readonly One[],
  others: readonly Other[],
): readonly (One & Other)[] =>
  some.flatMap((one) => {
    const other = others.find(({ name }) => name === one.name);
    return other === undefined ? [] : [{ ...one, ...other }];
  });
