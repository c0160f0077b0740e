/**
 * What a card's QR code opens: the sign-in page with the username filled. It stands behind the `#`, which browsers
 * keep to themselves, so that no server's log knows who signs in; a password is never part of it.
 */
export function signInLink(origin: string, username: string): string {
  return `${origin}/sign-in#username=${encodeURIComponent(username)}`;
}
