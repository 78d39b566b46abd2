import type { Fault } from '../../../core/experiment.ts';

/**
 * A group or a stack said as the tag that AWS itself gives to what is in it: EC2 Auto Scaling to its instances,
 * CloudFormation to what it makes, and by way of its groups to their instances too.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
export const plainly = (fault: Fault): Fault => {
  const { autoScalingGroup, stack, ...targets } = fault.targets;
  if (autoScalingGroup)
    return { ...fault, targets: { ...targets, tags: { 'aws:autoscaling:groupName': autoScalingGroup } } };
  if (stack) return { ...fault, targets: { ...targets, tags: { 'aws:cloudformation:stack-name': stack } } };
  return fault;
};
