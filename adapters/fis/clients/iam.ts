import { IAMClient } from '@aws-sdk/client-iam';
import type { ClientSettings } from '../../aws/settings.ts';

/** A client in a module of its own, so that only what is asked is loaded. */
export const iamClient = (settings: ClientSettings): IAMClient => new IAMClient(settings);
