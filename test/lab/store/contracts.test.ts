import { experimentsContract } from '../../contracts/experiments-contract.ts';
import { faultRecordsContract } from '../../contracts/fault-records-contract.ts';
import { gameDaysContract } from '../../contracts/game-days-contract.ts';
import { journalContract } from '../../contracts/journal-contract.ts';
import { leasesContract } from '../../contracts/leases-contract.ts';
import { leversContract } from '../../contracts/levers-contract.ts';
import { runsContract } from '../../contracts/runs-contract.ts';
import { slackMessagesContract } from '../../contracts/slack-messages-contract.ts';
import { temporaryJournal, temporarySlackMessages, temporaryStore } from './state-dir.ts';

experimentsContract('disk', () => temporaryStore().experiments);
runsContract('disk', () => temporaryStore().runs);
faultRecordsContract('disk', () => temporaryStore().runs);
gameDaysContract('disk', () => temporaryStore().gameDays);
journalContract('disk', () => temporaryJournal());
leasesContract('disk', () => temporaryStore().leases);
leversContract('disk', () => temporaryStore().levers);
slackMessagesContract('disk', () => temporarySlackMessages());
