/**
 * Every JSON answer of our server carries this type. A captive portal or a proxy answers with something else,
 * and then the app treats it as "no answer", never as success.
 */
export const rollbookMediaType = 'application/vnd.rollbook+json';

/** RFC 9457 problem document: how the server says no. */
export const problemMediaType = 'application/problem+json';

/**
 * Sent with every request. Carries the protocol version the app speaks, and, being a custom header,
 * cannot be added by a foreign page's form (OWASP CSRF: custom request headers).
 */
export const protocolHeader = 'Rollbook-Protocol';

/** The version this code speaks. A server answers all versions from `oldestProtocol` on. */
export const protocolVersion = 1;
export const oldestProtocol = 1;

/**
 * Names for whom the app asks. On a shared device another person may have signed in, in another tab and at any moment:
 * a server that knows the session as somebody else's answers as if there were none.
 */
export const personHeader = 'Rollbook-Person';
