import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { environment } from './environment.ts';
import { settings } from './settings.ts';

/** The one table of this stage. */
export const table: Table = { client: new DynamoDBClient(settings), name: environment.FIREDRILL_TABLE };
