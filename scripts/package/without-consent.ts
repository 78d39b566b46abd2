/**
 * Changes of what is not Firedrill's that IAM cannot make depend on the target's consent tag, each with the reason. The
 * drivers call these actions `iamEnforced: partly` or `no` where that leaves a target open, and core asks for the tag all
 * the same.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const withoutConsent: Readonly<Record<string, string>> = {
  'ec2:CreateNetworkAcl': 'makes what FIS marks as its own; a VPC gets one more, which nothing uses yet',
  'ec2:CreateNetworkAclEntry': 'only of a network ACL that FIS has marked as its own',
  'ec2:CreateTags': 'only in the call that makes a network ACL, and only with the mark of FIS',
  'ec2:DeleteNetworkAcl': 'only of a network ACL that FIS has marked as its own',
  'ec2:ModifyNetworkInterfaceAttribute':
    'what IAM knows are the tags of network interfaces, which rarely have any',
  'ec2:ReplaceNetworkAclAssociation':
    "the subnet must consent; the network ACL that it gets back may be the network's first, which nobody has tagged",
  'kms:CreateGrant': 'only for EC2, which starts an instance with encrypted volumes again',
  'lambda:UpdateEventSourceMapping':
    'event source mappings are tagged apart from their functions, and rarely are',
};
