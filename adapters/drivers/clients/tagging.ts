import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { ClientSettings } from '../../aws/settings.ts';

/** A client in a module of its own, so that only what is asked is loaded. */
export const taggingClient = (settings: ClientSettings): ResourceGroupsTaggingAPIClient =>
  new ResourceGroupsTaggingAPIClient(settings);
