import { type Action, reachOf } from '#domain/organizations/permissions.ts';
import type { Step } from '../http/env.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import type { Parts } from '../parts.ts';
import { schoolScopeFor } from './schools-of-person.ts';

/** Only staff pass: a student's session is for the own password alone. Stands behind `requireSession`. */
export const requireStaff: Step = async (c, next) => {
  if (reachOf(c.var.person.role) === 'none') return refuseRequest(c, 'auth.not_allowed');
  return next();
};

/**
 * Lets pass who may do this in the school of the path (`:schoolId`), and leaves its scope for the queries. Another
 * school is answered like one that does not exist.
 */
export function requireSchool(action: Action, parts: Pick<Parts, 'db'>): Step {
  return async (c, next) => {
    const scope = await schoolScopeFor(c.var.person, action, c.req.param('schoolId') ?? '', parts);
    if (scope === null) return refuseRequest(c, 'not_found');
    c.set('school', scope);
    return next();
  };
}

/** Lets pass who administers a district, and leaves its scope for the queries. */
export const requireAdministrator: Step = async (c, next) => {
  if (reachOf(c.var.person.role) !== 'district') return refuseRequest(c, 'auth.not_allowed');
  c.set('district', { districtId: c.var.person.districtId });
  return next();
};
