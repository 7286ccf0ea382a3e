import type { MediaKind } from '../messaging/protocol.ts';

/** Endings browsers show by themselves; a name proves nothing, so it only decides what is worth a look. */
const ENDINGS: readonly (readonly [MediaKind, RegExp])[] = [
  ['image', /\.(avif|gif|jpe?g|jxl|png|svg|webp)$/i],
  ['video', /\.(m4v|mkv|mov|mp4|ogv|webm)$/i],
  ['audio', /\.(flac|m4a|mp3|oga|ogg|opus|wav)$/i],
  ['document', /\.pdf$/i],
];

/** What an address names by its ending; `null` where the name does not tell. */
export function kindByName(url: string): MediaKind | null {
  if (!URL.canParse(url)) return null;
  const { pathname } = new URL(url);
  return ENDINGS.find(([, ending]) => ending.test(pathname))?.[0] ?? null;
}
