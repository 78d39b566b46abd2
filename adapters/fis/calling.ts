import { FisServiceException } from '@aws-sdk/client-fis';
import { calling as callingAws } from '../aws/calling.ts';

/**
 * Calls FIS, and whatever else its driver needs. @aws-sdk/client-fis 3.523.0 says of every error that its model does not
 * name that the client is at fault, also of a 503; but only what AWS itself refuses is refused for certain.
 */
export const calling = <T>(intent: string, call: () => Promise<T>): Promise<T> =>
  callingAws(intent, async () => {
    try {
      return await call();
    } catch (failure) {
      throw isServers(failure) ? Object.assign(failure, { $fault: 'server' }) : failure;
    }
  });

const isServers = (failure: unknown): failure is FisServiceException =>
  failure instanceof FisServiceException && (failure.$metadata.httpStatusCode ?? 0) >= 500;
