import { checkEmail } from '../check-cell.ts';

/** An address put right, and what was wrong with it. `tidy` also stands for several slips in one address. */
export interface EmailFix {
  readonly kind: 'ending' | 'provider' | 'at' | 'tidy';
  readonly from: string;
  readonly to: string;
  readonly fixed: string;
}

/** Endings that exist nowhere (IANA list of top-level domains, 2026) and are a slip away from one that does. */
const endings: ReadonlyMap<string, string> = new Map(
  [
    ['com', 'con cmo ocm vom xom comm coom cim cpm c0m comn coml'],
    ['org', 'ogr rog prg orgg ort orh'],
    ['net', 'nte ent nett'],
    ['edu', 'eud edy eduu deu ed'],
  ].flatMap(([to = '', slips = '']) => slips.split(' ').map((from) => [from, to] as const)),
);

/** Slips in the names of services that people have addresses at. */
const providers: ReadonlyMap<string, string> = new Map(
  [
    ['gmail.com', 'gmial.com gmai.com gmal.com gamil.com gnail.com gmaill.com gmali.com gmil.com gmailcom'],
    ['hotmail.com', 'hotmial.com hotmal.com hotmai.com homtail.com hotmil.com hotmailcom'],
    ['yahoo.com', 'yaho.com yahooo.com yhaoo.com yhoo.com yahoocom'],
    ['outlook.com', 'outlok.com outloook.com outlool.com outllook.com outlookcom'],
    ['icloud.com', 'iclod.com icoud.com iclud.com icloudcom'],
  ].flatMap(([to = '', slips = '']) => slips.split(' ').map((from) => [from, to] as const)),
);

/** Puts an address right where only one correction is likely; null when it is right, or nobody can say what it was. */
export function fixEmail(text: string, knownDomains: readonly string[]): EmailFix | null {
  const clean = tidyAddress(text);
  const split = splitAddress(clean, knownDomains);
  if (split === null) return null;
  const steps: Omit<EmailFix, 'fixed'>[] = clean === text ? [] : [{ kind: 'tidy', from: '', to: '' }];
  if (!clean.includes('@')) steps.push({ kind: 'at', from: '', to: split.domain });
  let { domain } = split;
  for (const fixDomain of [fixEnding, fixProvider, completeDomain]) {
    const step = fixDomain(domain, knownDomains);
    if (step === null) continue;
    steps.push(step);
    domain = step.domain;
  }
  const fixed = `${split.name}@${domain}`;
  const [first] = steps;
  if (!first || fixed === text || checkEmail(fixed) !== null) return null;
  if (steps.length > 1) return { kind: 'tidy', from: '', to: '', fixed };
  return { kind: first.kind, from: first.from, to: first.to, fixed };
}

/** Without what a list, a link or a slip of the finger leaves around and in an address. */
function tidyAddress(text: string): string {
  return text
    .replace(/^mailto:/i, '')
    .replace(/\s+/g, '')
    .replace(/^[<("'.,;:]+|[>)"'.,;:]+$/g, '')
    .replace(/@{2,}/g, '@')
    .replace(/\.{2,}/g, '.')
    .replace(/\.@|@\./g, '@')
    .replace(/,(?=[^@]*$)/g, '.');
}

interface SplitAddress {
  readonly name: string;
  readonly domain: string;
}

/** An address without @ is split where a domain of the file begins, when there is one only. */
function splitAddress(text: string, knownDomains: readonly string[]): SplitAddress | null {
  const at = text.indexOf('@');
  if (at > 0) return { name: text.slice(0, at), domain: text.slice(at + 1) };
  if (at === 0) return null;
  const lower = text.toLowerCase();
  const [domain, ...more] = knownDomains.filter((one) => lower.endsWith(one) && lower.length > one.length);
  if (domain === undefined || more.length > 0) return null;
  return { name: text.slice(0, -domain.length).replace(/[.\s]+$/, ''), domain };
}

type DomainStep = Omit<EmailFix, 'fixed'> & { readonly domain: string };

function fixEnding(domain: string): DomainStep | null {
  const dot = domain.lastIndexOf('.');
  const from = domain.slice(dot + 1).toLowerCase();
  const to = dot > 0 ? endings.get(from) : undefined;
  if (to === undefined) return null;
  return { kind: 'ending', from: `.${from}`, to: `.${to}`, domain: `${domain.slice(0, dot)}.${to}` };
}

function fixProvider(domain: string): DomainStep | null {
  const from = domain.toLowerCase();
  const to = providers.get(from);
  return to === undefined ? null : { kind: 'provider', from, to, domain: to };
}

/** `ana@riverside` in a file where everybody is at `riverside.k12.ca.us`. */
function completeDomain(domain: string, knownDomains: readonly string[]): DomainStep | null {
  const from = domain.toLowerCase();
  if (from === '' || from.includes('.')) return null;
  const [to, ...more] = knownDomains.filter((one) => one.startsWith(`${from}.`));
  return to === undefined || more.length > 0 ? null : { kind: 'provider', from, to, domain: to };
}
