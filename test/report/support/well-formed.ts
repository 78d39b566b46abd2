/** An element of a document, as a reader sees it. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
};

const token =
  /<\?xml version="1\.0" encoding="UTF-8"\?>\n|<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w:.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const entity = /&(?:amp|lt|gt|quot|apos|#\d+);/g;
// What XML 1.0 cannot have at all.
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Reads a document strictly: throws at whatever is not well-formed XML 1.0. */
export const readXml = (document: string): Element => {
  const bad = illegal.exec(document);
  if (bad) throw new Error(`illegal character at ${bad.index}`);
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  token.lastIndex = 0;
  while (token.lastIndex < document.length) {
    const at = token.lastIndex;
    const [matched, slash, name, attributes = '', empty, text] = token.exec(document) ?? [];
    const top = open.at(-1);
    if (matched === undefined || top === undefined)
      throw new Error(`not well-formed at ${at}: ${document.slice(at, at + 60)}`);
    if (text !== undefined) top.text += unescaped(text);
    else if (name === undefined) continue;
    else if (slash === '/') {
      if (open.pop()?.name !== name || open.length === 0)
        throw new Error(`</${name}> closes nothing at ${at}`);
    } else {
      const element: Element = { name, attributes: attributesIn(attributes), children: [], text: '' };
      top.children.push(element);
      if (empty === '') open.push(element);
    }
  }
  const [only, ...others] = root.children;
  if (open.length !== 1 || only === undefined || others.length > 0 || root.text.trim() !== '')
    throw new Error('not one root');
  return only;
};

const attributesIn = (text: string): Record<string, string> => {
  const all = [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(
    ([, key = '', value = '']) => [key, unescaped(value)] as const,
  );
  if (new Set(all.map(([key]) => key)).size < all.length)
    throw new Error(`an attribute stands twice: ${text}`);
  return Object.fromEntries(all);
};

const named: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

const unescaped = (text: string): string => {
  if (text.replace(entity, '').includes('&')) throw new Error(`a bare & in ${text}`);
  return text.replace(entity, (one) => named[one] ?? String.fromCharCode(Number(one.slice(2, -1))));
};

/** Every element of a name, wherever it stands. */
export const all = (root: Element, name: string): readonly Element[] => [
  ...(root.name === name ? [root] : []),
  ...root.children.flatMap((child) => all(child, name)),
];
