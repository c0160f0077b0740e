/**
 * What the audit log tells of, in the words of the OWASP Logging Vocabulary Cheat Sheet. A code stays once it was
 * written somewhere; what it means in detail stands in the facts.
 */
export const auditEvents = [
  'authn_login_success',
  'authn_login_fail',
  'authn_login_lock',
  'authn_password_change',
  'authn_token_created',
  'authn_token_revoked',
  'authz_admin',
  'authz_change',
  'authz_fail',
  'sensitive_read',
  'session_expired',
  'upload_complete',
  'upload_delete',
  'upload_stored',
  'user_created',
] as const;
export type AuditEventName = (typeof auditEvents)[number];

/** What exactly was done or read, or why; one sentence each in the interface. */
export const auditDetails = [
  'audit-export',
  'classes',
  'completed-file',
  'device-secret',
  'error-file',
  'expired-password',
  'first-password',
  'invitation',
  'locked',
  'login-cards',
  'outcomes',
  'program-list',
  'reset',
  'school-added',
  'school-joined',
  'school-left',
  'school-renamed',
  'set-up',
  'settings',
  'sign-out',
  'signed-out-by-staff',
  'student-list',
  'uploaded-file',
  'wrong-password',
] as const;
export type AuditDetail = (typeof auditDetails)[number];

/** Ids, codes and counts; never a name, a username, a password or a file's name. */
export type AuditFacts = Readonly<Record<string, string | number | boolean>> & {
  readonly detail?: AuditDetail;
};
