import { afterAll, beforeAll, describe, inject } from 'vitest';
import { definitions } from '../../../adapters/dynamodb/definitions.ts';
import { idempotencyKeys } from '../../../adapters/dynamodb/idempotency-keys.ts';
import { occurrenceReader, occurrenceWriter } from '../../../adapters/dynamodb/occurrences.ts';
import { toldNotices } from '../../../adapters/dynamodb/told.ts';
import { definitionsContract } from '../../contracts/definitions-contract.ts';
import { experimentsContract } from '../../contracts/experiments-contract.ts';
import { faultRecordsContract } from '../../contracts/fault-records-contract.ts';
import { gameDaysContract } from '../../contracts/game-days-contract.ts';
import { idempotencyKeysContract } from '../../contracts/idempotency-keys-contract.ts';
import { journalContract } from '../../contracts/journal-contract.ts';
import { leasesContract } from '../../contracts/leases-contract.ts';
import { leversContract } from '../../contracts/levers-contract.ts';
import { occurrencesContract } from '../../contracts/occurrences-contract.ts';
import { runsContract } from '../../contracts/runs-contract.ts';
import { slackMessagesContract } from '../../contracts/slack-messages-contract.ts';
import { toldContract } from '../../contracts/told-contract.ts';
import { type ProxyServer, proxyTo } from '../support/proxy.ts';
import { freshTable } from './fresh-table.ts';
import {
  wholeExperiments,
  wholeGameDays,
  wholeJournal,
  wholeLeases,
  wholeLevers,
  wholeRuns,
  wholeSlackMessages,
} from './whole-ports.ts';

describe.each(['moto', 'ministack'] as const)('on %s', (emulator) => {
  let proxy: ProxyServer;
  const table = () => freshTable(proxy.url);

  beforeAll(async () => {
    proxy = await proxyTo(inject(emulator));
  });
  afterAll(() => proxy.stop());

  experimentsContract(emulator, () => wholeExperiments(table()));
  runsContract(emulator, () => wholeRuns(table()));
  faultRecordsContract(emulator, () => wholeRuns(table()));
  gameDaysContract(emulator, () => wholeGameDays(table()));
  journalContract(emulator, () => wholeJournal(table()));
  leasesContract(emulator, () => wholeLeases(table()));
  leversContract(emulator, () => wholeLevers(table()));
  slackMessagesContract(emulator, () => wholeSlackMessages(table()));
  definitionsContract(emulator, () => definitions(table()));
  idempotencyKeysContract(emulator, () => idempotencyKeys(table()));
  occurrencesContract(emulator, () => {
    const one = table();
    return { ...occurrenceReader(one), ...occurrenceWriter(one) };
  });
  toldContract(emulator, () => toldNotices(table()));
});
