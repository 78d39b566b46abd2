import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { WrongAsAsked } from '../../core/errors.ts';
import { calling } from '../aws/calling.ts';

/** A bucket, who asks it, and the KMS key that encrypts what is put there; S3's own where none is given. */
export type Bucket = { readonly client: S3Client; readonly name: string; readonly kmsKeyId?: string };

/** Something to keep in a bucket. */
export type Kept = { readonly key: string; readonly text: string; readonly contentType: string };

/** Keeps a text, encrypted, whole or not at all. Gives where: `s3://<bucket>/<key>`. */
export const keep = async (
  { client, name, kmsKeyId }: Bucket,
  { key, text, contentType }: Kept,
): Promise<string> => {
  const place = `s3://${name}/${key}`;
  const command = new PutObjectCommand({
    Bucket: name,
    Key: key,
    Body: text,
    ContentType: contentType,
    ...(kmsKeyId === undefined
      ? { ServerSideEncryption: 'AES256' }
      : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId }),
  });
  await calling(`keep ${place}`, () => client.send(command));
  return place;
};

/** The id, or `WrongAsAsked` for one that would lead to another place in the bucket. */
export const asName = (id: string): string => {
  if (/^[\w-]{1,128}$/.test(id)) return id;
  throw new WrongAsAsked(`${JSON.stringify(id)} is no id of a run or of a game day`);
};
