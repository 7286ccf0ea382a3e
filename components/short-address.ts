import type { TabItem } from '../lib/messaging/protocol.ts';
import { displayName } from '../lib/verdict/words.ts';

/** The alternative text, or the end of the address: enough to tell two pictures apart. */
export function shortAddress({ alt, url }: Pick<TabItem, 'alt' | 'url'>): string {
  if (alt.trim() !== '') return displayName(alt);
  if (url.startsWith('data:')) return 'data:';
  const path = url.slice(0, LONGEST_ADDRESS).split(/[?#]/, 1)[0] ?? '';
  return displayName(path.split('/').findLast((part) => part !== '') ?? path);
}

/** Addresses can be of any length; a file name stands within the first part. */
const LONGEST_ADDRESS = 4096;
