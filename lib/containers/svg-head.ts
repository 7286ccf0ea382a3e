import { latin1 } from '../bytes/byte-view.ts';
import { inflateHead } from '../bytes/inflate.ts';

/** How an XML text is stored, by its first bytes (XML 1.0 Appendix F). Everything else counts as UTF-8. */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'gzip' {
  const [first, second] = head;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  if ((first === 0xff && second === 0xfe) || (first === LESS && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === LESS)) return 'utf-16be';
  return 'utf-8';
}

/**
 * Whether the root element is `svg`: the declaration, comments and a document type may come first,
 * as long as the root, or a document type that names it, lies in `head`.
 */
export function startsSvg(head: Uint8Array): boolean {
  const text = opening(head);
  let at = text.startsWith(BYTE_ORDER_MARK_AS_LATIN1) ? 3 : text.startsWith('\ufeff') ? 1 : 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++;
    if (text.startsWith('<?', at)) at = behind(text, '?>', at);
    else if (text.startsWith('<!--', at)) at = behind(text, '-->', at);
    else return ROOT_OR_DOCUMENT_TYPE.test(text.slice(at, at + LONGEST_START));
  }
}

/** Only what decides is ASCII, so one byte a character will do for UTF-8. */
function opening(head: Uint8Array): string {
  const encoding = encodingOf(head);
  if (encoding === 'gzip') return latin1(inflateHead(head, 'gzip', head.length));
  return encoding === 'utf-8' ? latin1(head) : new TextDecoder(encoding, { ignoreBOM: true }).decode(head);
}

function behind(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
}

const LESS = 0x3c;
const BYTE_ORDER_MARK_AS_LATIN1 = '\xef\xbb\xbf';
const LONGEST_START = 64;
const ROOT_OR_DOCUMENT_TYPE = /^<(?:!DOCTYPE\s+)?(?:[\w.-]+:)?svg[\s>/[]/;
