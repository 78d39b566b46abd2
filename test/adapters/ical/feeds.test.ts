import { describe, expect, test } from 'vitest';
import { checkedFetch } from '../../../adapters/http/checked-fetch.ts';
import { calendarAt } from '../../../adapters/ical/calendar-at.ts';
import { feedCalendars } from '../../../adapters/ical/feed-calendars.ts';
import { fetchFeed } from '../../../adapters/ical/fetch-feed.ts';
import { refreshCalendars } from '../../../adapters/ical/refresh.ts';
import type { CalendarCopies, CalendarCopy } from '../../../core/calendar-copy.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { GuardSourcesDocument } from '../../../core/guard-sources.ts';
import { internet } from '../../../core/reach/reach.ts';
import { loopback, loopbackReach, namesAt } from '../../support/loopback.ts';
import { memoryCalendars } from '../../support/memory/guards.ts';
import { serving } from '../support/serving.ts';
import { calendar } from './calendar.ts';

const hour = 3_600_000;
const tenMs = Date.parse('2026-11-24T10:00:00Z');
const freeze = calendar(['DTSTART:20261124T120000Z', 'DTEND:20261124T140000Z']);
const here = checkedFetch(loopbackReach, loopback);

const memoryCopies = (): CalendarCopies => {
  const copies = new Map<string, CalendarCopy>();
  return { get: async (name) => copies.get(name), put: async (name, copy) => void copies.set(name, copy) };
};

/** One calendar called `team`, that is read from a server that answers this. */
const team = async (answer: () => string, fields: object = {}) => {
  const address = await serving((_, response) => response.end(answer()));
  const sources = GuardSourcesDocument.parse({ calendars: { team: { from: `${address}/`, ...fields } } });
  const clock = { nowMs: tenMs, now: () => clock.nowMs };
  const copies = memoryCopies();
  const calendars = feedCalendars(async () => sources, copies, clock, memoryCalendars({ other: true }));
  const refresh = () => refreshCalendars(sources, calendarAt({}, here), copies, clock);
  const isOpen = (fromH: number, untilH: number) =>
    calendars.isOpen('team', tenMs + fromH * hour, tenMs + untilH * hour);
  return { calendars, clock, refresh, isOpen };
};

describe('a calendar by its feed', () => {
  test.each<[from: number, until: number, open: boolean]>([
    [0, 0, true],
    [0, 2, true],
    [0, 2.1, false],
    [2, 2, false],
    [3.9, 4.5, false],
    [4, 5, true],
  ])(
    'is closed by its event from 12 to 14: from 10:00 +%f h to +%f h it is open: %s',
    async (from, until, open) => {
      const { refresh, isOpen } = await team(() => freeze);
      expect(await refresh()).toEqual([]);
      expect(await isOpen(from, until)).toBe(open);
    },
  );

  test.each<[from: number, until: number, open: boolean]>([
    [0, 1, false],
    [1, 3, false],
    [2, 4, true],
    [2, 4.1, false],
    [4, 4, false],
  ])('is open in its event only, where it says so: +%f h to +%f h: %s', async (from, until, open) => {
    const { refresh, isOpen } = await team(() => freeze, { opens: true });
    await refresh();
    expect(await isOpen(from, until)).toBe(open);
  });

  test('that was never fetched cannot be read', async () => {
    const { isOpen } = await team(() => freeze);
    await expect(isOpen(0, 1)).rejects.toThrow(ServiceUnavailable);
  });

  test('that fails keeps its copy, until that is too old to be believed', async () => {
    const answers = [freeze, 'Sign in', 'Sign in'];
    const { refresh, isOpen, clock } = await team(() => answers.shift() ?? '', { maxAge: 'PT2H' });
    await refresh();
    clock.nowMs += hour;
    expect(await refresh()).toEqual([expect.stringMatching(/^team: it is no iCalendar text/)]);
    expect(await isOpen(1, 1)).toBe(true);
    clock.nowMs += 1.1 * hour;
    await refresh();
    await expect(isOpen(2.1, 2.1)).rejects.toThrow(
      /last fetched 2 h 6 min ago, and is not believed after 2 h/,
    );
  });

  test('says nothing of what is further away than its copy', async () => {
    const { refresh, isOpen } = await team(() => freeze);
    await refresh();
    await expect(isOpen(0, 24 * 120)).rejects.toThrow(/nothing is known/);
  });

  test('leaves every other name to Systems Manager', async () => {
    const { calendars } = await team(() => freeze);
    expect(await calendars.isOpen('other', 0, 0)).toBe(true);
    await expect(calendars.isOpen('constructor', 0, 0)).rejects.toThrow('There is no constructor');
  });
});

describe('the address of a feed', () => {
  test.each(['http://calendars.example.com/', 'file:///etc/passwd', 'ftp://x/', 'nonsense'])(
    'is asked by https only: %s',
    async (address) => {
      await expect(fetchFeed(address)).rejects.toThrow(WrongAsAsked);
    },
  );

  test.each(['https://127.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/', 'https://[fd00:ec2::254]/'])(
    'is none that only this machine reaches: %s',
    async (address) => {
      await expect(fetchFeed(address)).rejects.toThrow(/no feed may be at/);
    },
  );

  test('is none that a name only hides', async () => {
    const { resolve } = namesAt('169.254.169.254');
    await expect(
      fetchFeed('https://calendars.example.com/', checkedFetch(internet, { resolve })),
    ).rejects.toThrow(/no feed may be at/);
  });

  test('that leads elsewhere is not followed', async () => {
    const address = await serving((_, response) => response.writeHead(302, { location: 'http://x/' }).end());
    await expect(fetchFeed(address, here)).rejects.toThrow(/answered 302/);
  });

  test('is never told by a failure, because it may be a secret', async () => {
    const address = await serving((_, response) => response.writeHead(500).end());
    await expect(fetchFeed(`${address}/private-abc123/basic.ics`, here)).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('abc123') }),
    );
  });

  test('that never ends is given up', async () => {
    const address = await serving((_, response) => {
      const megabyte = Buffer.alloc(1024 * 1024, 'x');
      for (let sent = 0; sent < 12; sent += 1) response.write(megabyte);
      response.end();
    });
    await expect(fetchFeed(address, here)).rejects.toThrow(/longer than 8388608 bytes/);
  });

  test('may be kept where secrets are', async () => {
    const address = await serving((_, response) => response.end(freeze));
    const readCalendar = calendarAt(
      { ssm: async (name) => (name === '/feed' ? `${address}/\n` : freeze) },
      here,
    );
    const { calendars } = GuardSourcesDocument.parse({
      calendars: { a: { from: 'ssm:/feed' }, b: { from: 'ssm:/text' }, c: { from: 's3:freeze.ics' } },
    });
    const read = async (name: string) => {
      const source = calendars[name];
      return source && readCalendar(source);
    };
    expect(await read('a')).toBe(freeze);
    expect(await read('b')).toBe(freeze.trim());
    await expect(read('c')).rejects.toThrow(/cannot be at s3: here/);
  });
});
