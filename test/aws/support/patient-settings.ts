import { type AwsPlace, type ClientSettings, clientSettings } from '../../../adapters/aws/settings.ts';

// Shorter than a test may take.
const patienceMs = 30_000;

/**
 * The settings of a client as it is deployed, but for its patience: on a busy machine an emulator's first answer may take
 * longer than AWS's, and who asks again then meets what the first request has made.
 */
export const patientSettings = (place: AwsPlace): ClientSettings => ({
  ...clientSettings(place),
  requestHandler: {
    connectionTimeout: patienceMs,
    requestTimeout: patienceMs,
    throwOnRequestTimeout: true,
  },
});
