import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
} from '@aws-sdk/client-auto-scaling';
import { type AtMoto, tagListFor } from './at-moto.ts';

/** Makes an auto-scaling group that consents, without instances. */
export const makeGroup = async ({ clients }: AtMoto, name: string, app = name): Promise<void> => {
  const autoScaling = await clients.autoScaling();
  const launch = {
    LaunchConfigurationName: name,
    ImageId: 'ami-12c6146b',
    InstanceType: 't3.micro',
  } as const;
  await autoScaling.send(new CreateLaunchConfigurationCommand(launch));
  const Tags = tagListFor(app).map((tag) => ({
    ...tag,
    ResourceId: name,
    ResourceType: 'auto-scaling-group',
    PropagateAtLaunch: false,
  }));
  await autoScaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: name,
      LaunchConfigurationName: name,
      MinSize: 0,
      MaxSize: 0,
      AvailabilityZones: ['eu-west-1a'],
      Tags,
    }),
  );
};
