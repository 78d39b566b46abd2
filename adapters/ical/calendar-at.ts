import { WrongAsAsked } from '../../core/errors.ts';
import type { CalendarSource } from '../../core/guard-sources.ts';
import type { CheckedFetch } from '../http/checked-fetch.ts';
import { fetchFeed } from './fetch-feed.ts';
import type { ReadCalendar } from './refresh.ts';

/** Gives the text of what comes after `s3:`, `ssm:` or `file:`. */
export type Places = Readonly<Record<string, (address: string) => Promise<string>>>;

/** Reads calendars by where they are. A place that holds an address and no calendar leads to a feed that is secret. */
export const calendarAt =
  (places: Places, fetch?: CheckedFetch): ReadCalendar =>
  async ({ from }: CalendarSource) => {
    if (/^https?:/.test(from)) return fetchFeed(from, fetch);
    const [, scheme = '', address = ''] = /^([a-z0-9]+):(.*)$/s.exec(from) ?? [];
    const read = Object.hasOwn(places, scheme) ? places[scheme] : undefined;
    if (read === undefined)
      throw new WrongAsAsked(
        `a calendar cannot be at ${scheme}: here; write https or ${Object.keys(places).join(', ')}`,
      );
    const text = (await read(address)).trim();
    return /^https?:\/\/\S+$/.test(text) ? fetchFeed(text, fetch) : text;
  };
