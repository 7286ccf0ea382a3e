import type { MessageKey, Translate, Values } from '../../i18n/translate.ts';
import type { Format } from '../../model/format.ts';
import type { Report } from '../../model/report.ts';

/** What a person calls a thing of that format. */
type Thing = 'image' | 'video' | 'audio' | 'document' | 'text' | 'file';

/**
 * A translator that knows what a report is about: messages may name it as `{thing}` ("this video") or `{things}`, and
 * may have forms of their own by `kind`, where a language needs other words for a sound than for a picture.
 */
export function about<Key extends string>(
  { format }: Pick<Report, 'format'>,
  t: Translate<Key | MessageKey>,
): Translate<Key | MessageKey> {
  const kind = thingOf(format);
  return withValues({ kind, thing: t(`thing.${kind}`), things: t(`things.${kind}`) }, t);
}

/** The same for few words: they may have forms by `kind`, and no names of things. */
export function byKind<Key extends string>({ format }: Pick<Report, 'format'>, t: Translate<Key>): Translate<Key> {
  return withValues({ kind: thingOf(format) }, t);
}

function withValues<Key extends string>(known: Values, t: Translate<Key>): Translate<Key> {
  return Object.assign((key: Key, values: Values = {}) => t(key, { ...known, ...values }), { language: t.language });
}

function thingOf(format: Format): Thing {
  if (format.startsWith('image/')) return 'image';
  if (format.startsWith('video/')) return 'video';
  if (format.startsWith('audio/')) return 'audio';
  if (format === 'text/plain') return 'text';
  return isDocument(format) ? 'document' : 'file';
}

/** Pages, books, and what office programs write. */
function isDocument(format: Format): boolean {
  return /^(text\/html|application\/(pdf|epub\+zip|vnd\..+))$/.test(format);
}
