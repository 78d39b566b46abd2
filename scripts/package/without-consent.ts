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
  'ec2:ModifyVpcEndpoint':
    'the endpoint must consent; the security groups that it gets back need not be tagged',
  'ec2:ReplaceNetworkAclAssociation':
    "the subnet must consent; the network ACL that it gets back may be the network's first, which nobody has tagged",
  'kms:CreateGrant': 'only for EC2, which starts an instance with encrypted volumes again',
  'lambda:UpdateEventSourceMapping':
    'event source mappings are tagged apart from their functions, and rarely are',
  'arc-zonal-shift:CancelZonalShift':
    'takes traffic back; what can be shifted are resources of three services, each with tags of its own',
  'arc-zonal-shift:StartZonalShift': 'asks for the tags of load balancers alone, not of clusters and groups',
  'arc-zonal-shift:UpdateZonalShift': 'only of a shift that there is',
  'dsql:InjectError': 'asks for the action of FIS, not for the tags of the cluster',
  'dynamodb:DeleteResourcePolicy': 'tags of tables count only in accounts that have switched that on',
  'dynamodb:InjectError': 'tags of tables count only in accounts that have switched that on',
  'dynamodb:PutResourcePolicy': 'tags of tables count only in accounts that have switched that on',
  'ec2:AssociateRouteTable':
    'puts a route table back, which nobody need have tagged, on a subnet that core has asked',
  'ec2:AssociateTransitGatewayRouteTable': 'attachments are tagged apart from their gateway, and rarely are',
  'ec2:CreateManagedPrefixList': 'makes what FIS marks as its own',
  'ec2:CreateNetworkInterface': 'makes what FIS marks as its own',
  'ec2:CreateRoute': 'only in a route table that FIS has marked as its own',
  'ec2:CreateRouteTable': 'makes what FIS marks as its own',
  'ec2:CreateSecurityGroup': 'makes what FIS marks as its own',
  'ec2:DeleteManagedPrefixList': 'only what FIS has marked as its own',
  'ec2:DeleteNetworkInterface': 'only what FIS has marked as its own',
  'ec2:DeleteRouteTable': 'only what FIS has marked as its own',
  'ec2:DeleteSecurityGroup': 'only what FIS has marked as its own',
  'ec2:DisassociateRouteTable':
    'takes a route table away that nobody need have tagged, from a subnet that core has asked',
  'ec2:DisassociateTransitGatewayRouteTable':
    'attachments are tagged apart from their gateway, and rarely are',
  'ec2:InjectApiError': 'asks for the action of FIS, not for the tags of roles and groups',
  'ec2:ModifyManagedPrefixList': 'only what FIS has marked as its own',
  'ec2:ReplaceRouteTableAssociation':
    'puts one route table in the place of another, which nobody need have tagged',
  'ec2:RevokeSecurityGroupEgress': 'only of a security group that FIS has marked as its own',
  'fis:InjectApiInternalError': 'asks for the experiment, not for the tags of the role that it hits',
  'fis:InjectApiThrottleError': 'asks for the experiment, not for the tags of the role that it hits',
  'fis:InjectApiUnavailableError': 'asks for the experiment, not for the tags of the role that it hits',
  'kinesis:InjectApiError':
    'asks for the action of FIS; tags of streams count only where that is switched on',
  's3:PauseReplication': 'tags of buckets count only where that is switched on',
  's3:PutReplicationConfiguration':
    'only to pause replication; tags of buckets count only where that is switched on',
  'ssm:SendCommand': 'the instance must consent; the document is one of those of FIS',
};
