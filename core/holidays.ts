import { HOLIDAY_REGIONS } from './documents/holiday-regions.ts';
import { NotFound } from './errors.ts';
import type { Holidays } from './ports.ts';

/** Public holidays as date-holidays knows them. Loaded on demand: its data take longer than a plan does. */
export const loadHolidays = async (): Promise<Holidays> => {
  const { default: Calendar } = await import('date-holidays');
  const years = new Map<string, ReadonlyMap<string, string>>();

  const datesOf = (region: string, year: number) => {
    // Of a region it does not know, date-holidays says that it has no holidays.
    if (!HOLIDAY_REGIONS.has(region)) throw new NotFound(`No public holidays are known for ${region}`);
    const key = `${region} ${year}`;
    const known = years.get(key);
    if (known) return known;
    // A feast of several days may have begun in the year before.
    const calendar = new Calendar(region);
    const feasts = [year - 1, year].flatMap((each) => calendar.getHolidays(each, 'en'));
    const dates = new Map(feasts.filter(({ type }) => type === 'public').flatMap(datesOfFeast));
    years.set(key, dates);
    return dates;
  };

  return { on: (region, localDate) => datesOf(region, Number(localDate.slice(0, 4))).get(localDate) };
};

const DAY = 86_400_000;

type Feast = { readonly date: string; readonly start: Date; readonly end: Date; readonly name: string };

const datesOfFeast = ({ date, start, end, name }: Feast): [localDate: string, name: string][] => {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
  return Array.from({ length: days }, (_, day) => [
    new Date(first + day * DAY).toISOString().slice(0, 10),
    name,
  ]);
};
