import type { Experiment, GameDay } from '../../core/experiment.ts';
import type { BodyType } from './operation.ts';
import { RequestProblem } from './problems.ts';

/** A document, and as it was written. */
export type WrittenDocument = {
  readonly document: Experiment | GameDay;
  readonly written: Readonly<Record<string, unknown>>;
};

/** Reads a document by the very rules of `firedrill validate`. */
export const readDocument = async (
  text: string,
  type: BodyType,
  wanted: { readonly kind: 'Experiment' | 'GameDay'; readonly name: string },
): Promise<WrittenDocument> => {
  if (type === 'application/json') mustBeJson(text);
  // Only what deploys needs the parser.
  const [{ parseDocument }, { readSource }, { growTree }] = await Promise.all([
    import('../../core/documents/parse-document.ts'),
    import('../../core/documents/source.ts'),
    import('../../core/documents/tree.ts'),
  ]);
  const parsed = parseDocument(text, 'body');
  if (!parsed.ok)
    throw new RequestProblem('invalid-document', countOf(parsed.problems.length), {
      errors: parsed.problems.map(({ pointer, message, fix, line, column }) => ({
        ...{ pointer, fix, line, column },
        detail: message,
      })),
    });
  const { document } = parsed;
  mustBe('kind', document.kind, wanted.kind);
  mustBe('name', document.name, wanted.name);
  return { document, written: growTree(readSource(text).root).value as Readonly<Record<string, unknown>> };
};

const countOf = (found: number): string =>
  found === 1 ? '1 problem was found' : `${found} problems were found`;

/** Throws where a text is no JSON. */
export const mustBeJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const detail = `The body is no JSON: ${printable(why)}`;
    throw new RequestProblem('malformed-request', detail, { errors: [{ pointer: '', detail }] });
  }
};

// The parser quotes what it has found.
const printable = (text: string): string =>
  text.slice(0, 200).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\ufffd');

const mustBe = (field: 'kind' | 'name', is: string, wanted: string): void => {
  if (is === wanted) return;
  const detail = `its ${field} is ${is}, and the path says ${wanted}`;
  throw new RequestProblem('invalid-document', detail, {
    errors: [{ pointer: `/${field}`, detail, fix: `write \`${wanted}\`, or use another path` }],
  });
};
