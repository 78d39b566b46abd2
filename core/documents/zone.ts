import type { Parsed } from '../parsed.ts';
import { quote } from './quote.ts';
import { nearest } from './suggest.ts';

/** An IANA time zone, as this machine's time zone database knows it. */
export const parseZone = (text: string): Parsed<string> => {
  if (isZone(text)) return { ok: true, value: text };
  const near = nearest(text, zones()) ?? [...zones()].find((zone) => zone.endsWith(`/${text}`));
  return {
    ok: false,
    message: `${quote(text)} is not an IANA time zone`,
    fix: near ? `did you mean \`${near}\`?` : 'write one such as `Europe/Berlin` or `UTC`',
  };
};

// Offsets (`+02:00`) are refused: they know nothing of daylight saving time.
const isZone = (text: string) => {
  if (zones().has(text)) return true;
  if (!/^[A-Z][A-Za-z]+(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(text)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    return timeZone === text || timeZone.toLowerCase() !== text.toLowerCase(); // an alias, but not a misspelling
  } catch {
    return false; // a RangeError is how Intl says no
  }
};

let known: ReadonlySet<string> | undefined;
const zones = () => {
  known ??= new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  return known;
};
