import { RequestProblem } from './problems.ts';

/** A version as an entity tag. */
export const etagOf = (version: string): string => `"${version}"`;

/** Entity tags of a header, or `*`: RFC 9110, section 13.1. */
export const etagsPattern = /^([*]|(W[/])?"[!#-~]{0,128}"(, ?(W[/])?"[!#-~]{0,128}"){0,15})$/;

const tags = (header: string): readonly string[] => header.match(/(W\/)?"[^"]*"/g) ?? [];

/** Whether `If-None-Match` says that the client has this version already. */
export const hasAlready = (header: string | undefined, version: string): boolean =>
  header !== undefined &&
  (header === '*' || tags(header).some((tag) => tag.replace(/^W\//, '') === etagOf(version)));

/** Throws unless `If-Match` names the version in force; weak tags name none. */
export const mustMatch = (header: string | undefined, inForce: string | undefined): void => {
  if (header === undefined) {
    if (inForce === undefined) return;
    throw new RequestProblem('precondition-required', `The version in force is ${etagOf(inForce)}`);
  }
  const matches = inForce !== undefined && (header === '*' || tags(header).includes(etagOf(inForce)));
  if (!matches)
    throw new RequestProblem(
      'version-mismatch',
      inForce === undefined ? 'Nothing is deployed there' : `The version in force is ${etagOf(inForce)}`,
    );
};
