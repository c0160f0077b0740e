import type { CopiedContents } from '#worker/clipboard.ts';
import { copiedContents } from './copied-contents.ts';

/** What stands on the device's clipboard, for a button; null when the browser or the person does not let the page read it. */
export async function readDeviceClipboard(): Promise<CopiedContents | null> {
  try {
    const items = await navigator.clipboard.read();
    const [text, html] = await Promise.all(['text/plain', 'text/html'].map((type) => textOf(items, type)));
    return copiedContents({ getData: (type) => (type === 'text/html' ? html : text) ?? '' });
  } catch (error) {
    // Older browsers have no such function, others refuse it.
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

async function textOf(items: ClipboardItems, type: string): Promise<string> {
  const item = items.find(({ types }) => types.includes(type));
  return item ? (await item.getType(type)).text() : '';
}
