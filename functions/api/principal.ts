import * as z from 'zod';
import { type Role, roles } from '../../core/access.ts';
import type { Principal } from './host.ts';

// What API Gateway says of a request that it has let through.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
const Context = z.object({
  event: z.object({
    requestContext: z.object({
      authorizer: z.object({
        iam: z.object({ userArn: z.string().startsWith('arn:') }).nullish(),
        jwt: z
          .object({
            claims: z.record(z.string(), z.unknown()),
            scopes: z.array(z.string()).nullish(),
          })
          .nullish(),
      }),
    }),
  }),
});

/**
 * Who asks on AWS. A signed request has been let through by IAM for this very route, so that is its role; a token has the
 * highest role that its issuer gave it as a scope: `firedrill/viewer`, `firedrill/operator` or `firedrill/admin`.
 */
export const principalOf = (context: unknown): Principal | undefined => {
  const { success, data } = Context.safeParse(context);
  if (!success) return undefined;
  const { iam, jwt } = data.event.requestContext.authorizer;
  if (iam) return { name: iam.userArn, role: 'admin' };
  if (!jwt) return undefined;
  const { sub, scope } = jwt.claims;
  const scopes = [...(jwt.scopes ?? []), ...(typeof scope === 'string' ? scope.split(' ') : [])];
  const role = roles.findLast((one: Role) => scopes.includes(`firedrill/${one}`));
  return typeof sub === 'string' && sub !== '' && role ? { name: sub, role } : undefined;
};
