import { altOf } from './find-media.ts';
import type { Spot } from './spot.ts';

/** Longer names are read aloud to no one's gain. */
const MAX_LENGTH = 100;

/** What a picture is called, for those who hear the label: its alternative text, else its file name, else nothing. */
export function subjectOf(spot: Spot): string {
  return (altOf(spot.element) || fileNameOf(spot.medium.url)).slice(0, MAX_LENGTH);
}

/** Last segment of an address's path, decoded; empty for addresses without one. */
export function fileNameOf(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return '';
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
