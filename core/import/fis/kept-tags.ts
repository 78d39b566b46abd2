/**
 * What FIS has no field for and a tag can hold: an export writes these tags, an import reads them. Apart from `Name` they
 * mean nothing to FIS.
 */
export const keptTags = {
  owner: 'firedrill:owner',
  holdFor: 'firedrill:hold-for',
  recoverWithin: 'firedrill:recover-within',
  maxDuration: 'firedrill:max-duration',
  maxTargets: 'firedrill:max-targets',
  maxPercent: 'firedrill:max-percent',
  consentKey: 'firedrill:consent-key',
  consentValue: 'firedrill:consent-value',
} as const;
