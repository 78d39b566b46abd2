import { S3Client } from '@aws-sdk/client-s3';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. An emulator has no host names for its buckets. */
export const s3 = new S3Client({ ...settings, forcePathStyle: settings.endpoint !== undefined });
