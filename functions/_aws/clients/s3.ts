import { S3Client } from '@aws-sdk/client-s3';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const s3 = new S3Client(settings);
