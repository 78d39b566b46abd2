import type { Meddling } from '../support/proxy.ts';

/** IAM's no, as the JSON protocols say it. */
export const denied: Meddling = {
  status: 403,
  body: '{"__type":"AccessDeniedException","message":"no identity-based policy allows it"}',
};

/** IAM's no, as the query protocol says it. */
export const deniedInXml: Meddling = {
  status: 403,
  body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no identity-based policy allows it</Message></Error><RequestId>1</RequestId></ErrorResponse>',
};

/** IAM's no, as EC2 says it. */
export const deniedByEc2: Meddling = {
  status: 403,
  body: '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized</Message></Error></Errors><RequestID>1</RequestID></Response>',
};
