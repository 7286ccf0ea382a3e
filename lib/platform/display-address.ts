/** Longer `data:` addresses are the picture itself; lists and reports name them by their beginning. */
const MAX_DATA_LENGTH = 4096;
const SHOWN_LENGTH = 64;

/** The address as lists, reports and stores carry it. */
export function displayAddress(url: string): string {
  return url.startsWith('data:') && url.length > MAX_DATA_LENGTH ? `${url.slice(0, SHOWN_LENGTH)}…` : url;
}
