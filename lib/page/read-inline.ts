/** Most bytes handed over for one medium; the background refuses more. */
const MAX_INLINE_BYTES = 32 * 1024 * 1024;
/** Percent-encoding takes up to three characters a byte; a longer address cannot hold fewer bytes than the cap. */
const MAX_INLINE_LENGTH = MAX_INLINE_BYTES * 3;
/** `data:` addresses up to this length travel whole, so that lists can show them. */
const MAX_WHOLE_LENGTH = 4 * 1024;

/** Whether only the page can read this address. */
export function needsInline(url: string): boolean {
  return /^(data|blob):/i.test(url);
}

/**
 * Reads a `data:` or `blob:` address in the page's own context.
 * @returns base64, or `null` when it is too large or cannot be read.
 */
export async function readInline(url: string, signal: AbortSignal): Promise<string | null> {
  if (url.length > MAX_INLINE_LENGTH) return null;
  try {
    const blob = await (await fetch(url, { signal })).blob();
    return blob.size > MAX_INLINE_BYTES ? null : await base64Of(blob);
  } catch {
    return null;
  }
}

/** The address a medium goes by in messages. A long `data:` address is cut, since its bytes travel beside it. */
export function addressFor(url: string): string {
  if (url.length <= MAX_WHOLE_LENGTH || !/^data:/i.test(url)) return url;
  const type = /^data:[\w.+/-]{0,60}/i.exec(url)?.[0] ?? 'data:';
  return `${type};length=${url.length},`;
}

function base64Of(blob: Blob): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      const address = typeof reader.result === 'string' ? reader.result : '';
      resolve(address.slice(address.indexOf(',') + 1));
    };
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(blob);
  });
}
