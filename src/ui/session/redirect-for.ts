/** What the shell knows about the person in front of it. */
export type Visitor =
  | { readonly type: 'nobody' }
  | {
      readonly type: 'person';
      readonly role: 'student' | 'teacher' | 'administrator';
      readonly mustChangePassword: boolean;
    };

const signInPage = '/sign-in';
const welcomePage = '/welcome';
const studentPage = '/student';
/** Open with a one-time link, before there is an account. */
const linkPages: readonly string[] = ['/set-up', '/join'];
const administrationPage = '/admin';

/** The page to start at after signing in. */
function homeOf(visitor: Extract<Visitor, { type: 'person' }>): string {
  return visitor.role === 'student' ? studentPage : '/';
}

/**
 * Where this visitor is sent instead of `url`; null to stay. Nobody sees a page before signing in, nobody works
 * before setting a password of their own, and students never see the pages of teachers.
 */
export function redirectFor(visitor: Visitor, url: URL): string | null {
  const page = url.pathname;
  if (visitor.type === 'nobody') {
    if (page === signInPage || linkPages.includes(page)) return null;
    return page === '/' ? signInPage : `${signInPage}?back=${encodeURIComponent(page + url.search)}`;
  }
  if (visitor.mustChangePassword) return page === welcomePage ? null : welcomePage;
  if (visitor.role === 'student') return page === studentPage ? null : studentPage;
  if (page === signInPage) return pageToGoBackTo(url) ?? homeOf(visitor);
  if (visitor.role !== 'administrator' && `${page}/`.startsWith(`${administrationPage}/`))
    return homeOf(visitor);
  return [welcomePage, studentPage, ...linkPages].includes(page) ? homeOf(visitor) : null;
}

/** Only a path of this app: `//elsewhere.example` and `/\elsewhere.example` would lead away. */
function pageToGoBackTo(url: URL): string | null {
  const back = url.searchParams.get('back');
  if (!back?.startsWith('/') || back.startsWith(signInPage)) return null;
  return new URL(back, url).origin === url.origin ? back : null;
}
