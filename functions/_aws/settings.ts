import { clientSettings } from '../../adapters/aws/settings.ts';

/** The settings of every client of a function; the Region is Lambda's, and an endpoint only an emulator's. */
export const settings = clientSettings({
  ...(process.env.AWS_REGION && { region: process.env.AWS_REGION }),
  ...(process.env.AWS_ENDPOINT_URL && { endpoint: process.env.AWS_ENDPOINT_URL }),
});
