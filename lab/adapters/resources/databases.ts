import type { Resources } from '../action.ts';

/** The shop's DB instances. */
export const databases: Resources = async (lab) => {
  const { dbInstances } = await lab.describeDBInstances();
  return Promise.all(
    dbInstances.map(async ({ dbInstanceIdentifier, dbInstanceArn, availabilityZone, tags, ...rest }) => {
      const { primaryNode = null } = await lab.probeDBInstance({ dbInstanceIdentifier });
      return {
        target: {
          arn: dbInstanceArn,
          label: dbInstanceIdentifier,
          zone: availabilityZone,
          tags,
          containers: [],
        },
        attributes: { DBInstanceStatus: rest.dbInstanceStatus, AvailabilityZone: availabilityZone },
        image: { status: rest.dbInstanceStatus, primaryNode },
      };
    }),
  );
};
