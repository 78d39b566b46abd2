import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '../../schema/paths.ts';

/** The API as a client has it: each operation by its path, with the types of the OpenAPI document. */
export type ApiClient = Client<paths>;

/** Asks an API with a bearer token: the lab's, or one whose issuer gave it. */
export const apiClient = (baseUrl: string, token: string): ApiClient =>
  createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
