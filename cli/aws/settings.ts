import { type ClientSettings, clientSettings } from '../../adapters/aws/settings.ts';
import type { AwsChoice } from '../globals.ts';

/** How the clients of a command ask AWS. */
export const settingsFor = ({ profile, region, endpoint }: AwsChoice): ClientSettings => {
  // The SDK's own chain reads it, for credentials and for the Region.
  if (profile !== undefined) process.env.AWS_PROFILE = profile;
  return clientSettings({ ...(region && { region }), ...(endpoint && { endpoint }) });
};
