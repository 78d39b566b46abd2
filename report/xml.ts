/** A piece of XML whose text has been escaped. Only `element` makes it. */
export type Xml = { readonly xml: string };

/** An element. Attributes that are undefined are left out; text is escaped, elements are not. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...children: readonly (Xml | string)[]
): Xml => {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${attribute(String(value))}"`],
  );
  const open = `<${name}${written.join('')}`;
  if (children.length === 0) return { xml: `${open}/>` };
  const inner = children.map((child) => (typeof child === 'string' ? text(child) : child.xml));
  const isBlock = children.some((child) => typeof child !== 'string');
  return {
    xml: isBlock ? `${open}>\n${inner.join('\n')}\n</${name}>` : `${open}>${inner.join('')}</${name}>`,
  };
};

/** A whole document. */
export const xmlDocument = ({ xml }: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;

// XML 1.0 has no way to write these at all, not even as numbers: https://www.w3.org/TR/xml/#charsets
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const text = (value: string): string =>
  value
    .toWellFormed()
    .replace(ILLEGAL, '\ufffd')
    .replace(/[&<>]/g, (character) => entities[character] ?? character);

// A reader makes blanks of line breaks in attributes, unless they are numbers.
const attribute = (value: string): string =>
  text(value).replace(/["\t\n\r]/g, (character) => entities[character] ?? `&#${character.charCodeAt(0)};`);
