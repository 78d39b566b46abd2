/** An experiment as somebody sends it. */
export const writtenExperiment = (name = 'one') => ({
  kind: 'Experiment',
  name,
  title: 'The shop stays up',
  owner: 'shop',
  purpose: 'Users notice nothing',
  steadyState: {
    holdFor: 'PT30S',
    probes: [{ name: 'errors', type: 'alarm', alarm: 'shop-errors' }],
  },
  faults: [
    {
      name: 'stop-one',
      action: 'aws:ec2:stop-instances',
      targets: { resourceType: 'aws:ec2:instance', tags: { app: 'shop' }, select: 'COUNT(1)' },
      parameters: { startInstancesAfterDuration: 'PT2M' },
    },
  ],
  recovery: { within: 'PT2M' },
  limits: {
    maxDuration: 'PT15M',
    maxTargets: 1,
    maxPercent: 34,
    consentTag: { key: 'chaos', value: 'yes' },
  },
});

/** A game day as somebody sends it. */
export const writtenGameDay = (name = 'autumn', experiment = 'one') => ({
  kind: 'GameDay',
  name,
  title: 'Autumn',
  owner: 'shop',
  purpose: 'Practice',
  steps: [{ experiment: `${experiment}.yml` }],
});
