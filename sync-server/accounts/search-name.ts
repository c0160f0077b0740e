/** A name as search and sorting see it: last name first, without case and accents. Stored in `users.search_name`. */
export function searchName(firstName: string, lastName: string): string {
  return foldForSearch(`${lastName} ${firstName}`);
}

/** Text without case, accents and double spaces, the same for what is stored and for what is looked for. */
export function foldForSearch(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
