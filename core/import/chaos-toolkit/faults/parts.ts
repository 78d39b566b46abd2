import type { Path } from '../../../documents/problem.ts';
import { isoDuration } from '../../../duration.ts';
import type { Asked, AskedFault } from '../activity.ts';
import { carried, changed, type Draft, type DraftNote, derived, type Refusal, refused } from '../draft.ts';
import { numberOf, wordsOf } from '../values.ts';

/** A piece of a fault on its way: some of its fields, and what there is to say about them. */
export type Piece = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly notes: readonly DraftNote[];
};

/** Where an argument stands in the source. */
export const placeOf = (asked: Asked, name: string): Path => [...asked.at, name];

/** An argument; undefined where it is not given, or null. */
export const given = (asked: Asked, name: string): unknown => asked.args[name] ?? undefined;

/** Whether a maker gave up. */
export const isRefusal = <T extends object>(made: T | Refusal): made is Refusal => 'why' in made;

/** A fault, from its targets and its parameters. */
export const faultOf = (action: string, targets: Piece, ...parameters: readonly Piece[]): Draft => ({
  part: {
    action,
    targets: targets.fields,
    ...(parameters.some(({ fields }) => Object.keys(fields).length > 0) && {
      parameters: Object.assign({}, ...parameters.map(({ fields }) => fields)),
    }),
  },
  notes: [...targets.notes, ...parameters.flatMap(({ notes }) => notes)],
});

const MINUTE = 60_000;

/** For how long, under the parameter that this action has for it. FIS takes whole minutes and seconds, one minute at least. */
export const lasting = ({ lastsMs, lastsWhy }: AskedFault, name: string): Piece => ({
  fields: { [name]: isoDuration(Math.max(MINUTE, Math.ceil(lastsMs / 1000) * 1000)) },
  notes: [
    derived(['parameters', name], `a fault of Chaos Toolkit lasts until somebody undoes it; ${lastsWhy}`),
  ],
});

/** A parameter that our action needs, and what it was derived from. */
export const parameter = (name: string, value: string, message: string): Piece => ({
  fields: { [name]: value },
  notes: [derived(['parameters', name], message)],
});

/** An argument that is a parameter here, under another name perhaps. */
export const argument = (asked: Asked, from: string, name: string, value: string): Piece => ({
  fields: { [name]: value },
  notes: [carried(placeOf(asked, from), ['parameters', name], `\`${from}\` is \`${name}\` here`)],
});

/** Arguments that nothing here understands, each with the reason, where they are given. */
export const without = (asked: Asked, reasons: Readonly<Record<string, string>>): Piece => ({
  fields: {},
  notes: Object.entries(reasons).flatMap(([name, why]) =>
    given(asked, name) === undefined ? [] : [refused(placeOf(asked, name), `\`${name}\`: ${why}`)],
  ),
});

/** Targets by name, each of them hit. */
export const named = (
  asked: Asked,
  name: string,
  resourceType: string,
  toArn: (name: string) => string,
): Piece | Refusal => {
  const names = wordsOf(given(asked, name));
  if (names.length === 0) return { why: `\`${name}\` names nothing` };
  const arns = [...new Set(names.map(toArn))];
  return {
    fields: { resourceType, arns, select: `COUNT(${arns.length})` },
    notes: [changed(placeOf(asked, name), ['targets', 'arns'], `\`${name}\` is an ARN here`)],
  };
};

/** How many, from a count or a percentage; undefined where neither is given. Percentages are whole and round down here. */
export const howMany = (asked: Asked, count: string, percent: string): Piece | undefined => {
  const [some, share] = [numberOf(given(asked, count)), numberOf(given(asked, percent))];
  const to = ['targets', 'select'];
  const other = 'one of the two is enough, and the other one was taken';
  if (some !== undefined && some >= 1) {
    const notes = [carried(placeOf(asked, count), to, `\`${count}\` is a COUNT here`)];
    const spare = given(asked, percent) === undefined ? [] : [refused(placeOf(asked, percent), other)];
    return { fields: { select: `COUNT(${Math.round(some)})` }, notes: [...notes, ...spare] };
  }
  if (share !== undefined && share >= 1 && share <= 100) {
    const message = `\`${percent}\` is a PERCENT here, rounded down as there`;
    return {
      fields: { select: `PERCENT(${Math.round(share)})` },
      notes: [carried(placeOf(asked, percent), to, message)],
    };
  }
  return undefined;
};

/** Pieces as one. */
export const joined = (...pieces: readonly Piece[]): Piece => ({
  fields: Object.assign({}, ...pieces.map(({ fields }) => fields)),
  notes: pieces.flatMap(({ notes }) => notes),
});
