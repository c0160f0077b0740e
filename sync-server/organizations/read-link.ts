import { defaultPasswordPolicy } from '#domain/accounts/password-policy.ts';
import type { Link } from '#protocol/one-time-links.ts';
import { findLink } from '../auth/one-time-links.ts';
import type { Parts } from '../parts.ts';

/** What a one-time link is for, for the page it opens; null when it cannot be used any more. */
export async function readLink(token: string, { db, clock }: Parts): Promise<Link | null> {
  const link = await findLink(db, token, clock());
  if (!link) return null;
  return {
    purpose: link.purpose,
    districtName: '',
    firstName: '',
    lastName: '',
    schoolNames: [],
    passwordMinLength: defaultPasswordPolicy.minLength,
    expiresAt: link.expires_at,
  };
}
