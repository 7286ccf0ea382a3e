import type { BadgeKey } from '../../i18n/translate.ts';
import type { Words } from '../../i18n/load-words.ts';

/**
 * What only Whence's labels say. Others are said by many: that something is made by AI, or a camera's, is what
 * platforms and makers write on pictures too, and rightly.
 */
const OWN_WORDS: readonly BadgeKey[] = [
  'badge.stream-basis',
  'badge.signer-not-recognised',
  'badge.changed',
  'badge.changed-basis',
  'badge.broken',
  'badge.elsewhere',
  'badge.declared.ai-generated',
  'badge.declared.ai-edited',
  'badge.declared.may-contain-ai',
  'badge.declared.camera-captured',
  'badge.beside.ai-generated',
  'badge.beside.ai-edited',
  'badge.beside.may-contain-ai',
  'badge.beside.camera-captured',
  'badge.page',
  'short.ai-generated.unrecognised',
  'short.ai-edited.unrecognised',
  'short.may-contain-ai.unrecognised',
  'short.signed.unrecognised',
];
/** What Whence's labels say before who signed. */
const BEFORE_SIGNER: readonly BadgeKey[] = [
  'badge.ai-generated',
  'badge.ai-edited',
  'badge.may-contain-ai',
  'badge.camera-captured',
  'badge.signed',
];
/** What stands behind those that only Whence says, besides others of them. */
const BEHIND_OWN: readonly BadgeKey[] = ['badge.declared-basis', 'badge.elsewhere-basis', 'badge.elsewhere-failed'];
/** Between the parts of a label: spaces, points, dashes, lines. */
const BETWEEN = /^[\s·•|,;:–—-]+/u;
/** Marks that change what a text is and not how it looks. */
const UNSEEN = /[\p{Cf}\p{Mn}]/gu;
/** Around a text: signs, dots and icons. */
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** Tells texts that read like one of Whence's labels, in any of the languages whose badge words are given. */
export function likeOurLabels(languages: readonly Words[]): (shown: { text: string; name: string }) => boolean {
  const messagesOf = (keys: readonly BadgeKey[], words: Words): readonly string[] =>
    keys.flatMap((key) => {
      const message = words[key] ?? '';
      return typeof message === 'string' ? message : Object.values(message as Readonly<Record<string, string>>);
    });
  const wordsOf = (keys: readonly BadgeKey[], words: Words): readonly string[] =>
    messagesOf(keys, words)
      .map(plain)
      .filter((each) => each !== '');
  const own = new Set(languages.flatMap((words) => wordsOf(OWN_WORDS, words)));
  const signed = languages.map((words) => ({
    labels: wordsOf(BEFORE_SIGNER, words),
    // "signed by {signer}", with the name wherever the language has it.
    byline: messagesOf(['badge.signed-by'], words).map((message) => message.split('{signer}').map(plain)),
  }));
  const names = languages.flatMap((words) =>
    messagesOf(['badge.name'], words).map((message) => plain(message.split(/\{\w+\}/)[1] ?? '')),
  );
  const isByline = (rest: string, [before = '', after = '']: readonly string[]): boolean =>
    rest.startsWith(before) && rest.endsWith(after) && rest.length > before.length + after.length;
  const behindOwn = new Set([...own, ...languages.flatMap((words) => wordsOf(BEHIND_OWN, words))]);
  const isOwn = (text: string): boolean =>
    [...own].some((words) => {
      if (!text.startsWith(words)) return false;
      const rest = text.slice(words.length);
      return rest === '' || (BETWEEN.test(rest) && behindOwn.has(rest.replace(BETWEEN, '')));
    });
  return ({ text, name }) => {
    const shown = plain(text);
    if (names.some((words) => words !== '' && (shown.includes(words) || plain(name).includes(words)))) return true;
    if (isOwn(shown)) return true;
    return signed.some(({ labels, byline }) =>
      labels.some((label) => {
        const rest = shown.startsWith(label) ? shown.slice(label.length) : '';
        const behind = rest.replace(BETWEEN, '');
        // Only what stands apart from the label is a second part of it.
        return behind !== rest && behind !== '' && (own.has(behind) || byline.some((parts) => isByline(behind, parts)));
      }),
    );
  };
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(UNSEEN, '').replace(/\s+/gu, ' ').replace(AROUND, '').toLowerCase();
}
