/** Room for every username there can be. */
const MOST_CHARACTERS = 64;

/** The username a login card's link fills in, from the part of an address behind its `#`; blank when there is none. */
export function usernameFromLink(hash: string): string {
  const username = new URLSearchParams(hash.slice(1)).get('username') ?? '';
  return username.length <= MOST_CHARACTERS && /^[a-z0-9._@-]*$/i.test(username) ? username : '';
}
