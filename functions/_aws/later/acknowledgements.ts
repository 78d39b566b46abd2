import { pagerDutyAcknowledgements } from '../../../adapters/pagerduty/acknowledgements.ts';
import { pagerDuty } from '../../../adapters/pagerduty/api.ts';
import { secrets } from '../parameter-secrets.ts';
import { sources } from '../sources.ts';

/** Who has acknowledged where the deployment names. */
export const acknowledgements = pagerDutyAcknowledgements(sources, pagerDuty(secrets));
