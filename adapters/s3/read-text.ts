import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { NotFound } from '../../core/errors.ts';
import { calling } from '../aws/calling.ts';

/** The text of an object. Throws `NotFound` when there is none. */
export const readText = (client: S3Client, bucket: string, key: string): Promise<string> =>
  calling(`read s3://${bucket}/${key}`, async () => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (Body === undefined) throw new NotFound(`There is nothing at s3://${bucket}/${key}`);
    return Body.transformToString();
  });
