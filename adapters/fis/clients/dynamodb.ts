import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ClientSettings } from '../../aws/settings.ts';

/** A client in a module of its own, so that only what is asked is loaded. */
export const dynamodbClient = (settings: ClientSettings): DynamoDBClient => new DynamoDBClient(settings);
