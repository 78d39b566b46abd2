import type { Parsed } from '../parsed.ts';
import { quote } from './quote.ts';

/** An http(s) address anyone may see: whoever reads the document reads its URLs. */
export const parseHttpUrl = (text: string): Parsed<string> => {
  const url = URL.parse(text);
  if (!url || !/^https?:\/\//i.test(text)) {
    return {
      ok: false,
      message: `${quote(text)} is not an http address`,
      fix: 'write one such as `https://shop.example.com/`',
    };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      ok: false,
      message: 'the address has credentials in it',
      fix: 'remove everything before the `@`',
    };
  }
  return { ok: true, value: text };
};
