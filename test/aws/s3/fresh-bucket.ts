import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Bucket } from '../../../adapters/s3/store.ts';
import { dummyCredentials } from '../support/credentials.ts';
import { patientSettings } from '../support/patient-settings.ts';

/** A bucket of its own at an emulator. */
export const freshBucket = async (endpoint: string): Promise<Bucket> => {
  const name = `firedrill-${randomUUID()}`;
  const client = new S3Client({
    ...patientSettings({ region: 'us-east-1', endpoint }),
    credentials: dummyCredentials,
    forcePathStyle: true,
  });
  await client.send(new CreateBucketCommand({ Bucket: name }));
  return { client, name };
};

/** What is kept at a place, and how. */
export const keptAt = async ({ client, name }: Bucket, place: string) => {
  const Key = place.replace(`s3://${name}/`, '');
  const { Body, ...how } = await client.send(new GetObjectCommand({ Bucket: name, Key }));
  return { text: await Body?.transformToString(), ...how };
};
