import { lengthLimits } from './check-cell.ts';

/** Characters that stay of a long name; the rest of the room is for what tells it from others that begin the same. */
const keptCharacters = lengthLimits.id - 8;

/**
 * The Class ID of a class that is known by its name alone: the name in lower case, without accents, one space between words.
 * The same name always gives the same ID, so a file that comes again finds its classes; of a name too long for an ID the
 * end becomes a checksum.
 */
export function classIdFromName(className: string): string {
  const folded = className
    .normalize('NFD')
    // Accents of Latin, Greek and Cyrillic; the signs of other scripts are letters to their readers.
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(folded);
  if (characters.length <= lengthLimits.id) return folded;
  return `${characters.slice(0, keptCharacters).join('')} ${checksum(folded)}`;
}

/** FNV-1a (32 bits) of the UTF-16 units, in seven places. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(36).padStart(7, '0');
}
