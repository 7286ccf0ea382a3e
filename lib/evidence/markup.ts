/** Markup that is safe to put out: only `html` makes it, and it escapes every text put in. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text, which is escaped, and markup, which is not; `null` is nothing. */
type Inserted = string | number | Markup | null | readonly Markup[];

/** Tagged template for HTML. A text is safe in content and in quoted attributes, and nowhere else. */
export function html(strings: TemplateStringsArray, ...inserted: readonly Inserted[]): Markup {
  return new Markup(strings.map((string, index) => string + textOf(inserted[index] ?? null)).join(''));
}

/** Any text as a CSS string, quotes and all: whatever is not a plain letter or digit is escaped (CSS Syntax 3 §4.3.7). */
export function cssString(text: string): string {
  const escaped = text.replaceAll(/[^A-Za-z0-9 ]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\${(code === 0 ? REPLACEMENT : code).toString(16)} `;
  });
  return `"${escaped}"`;
}

function textOf(inserted: Inserted): string {
  if (inserted === null) return '';
  if (inserted instanceof Markup) return inserted.text;
  if (typeof inserted === 'object') return inserted.map(({ text }) => text).join('');
  return String(inserted).replaceAll(SPECIAL, (character) => ENTITIES.get(character) ?? REPLACED);
}

const REPLACEMENT = 0xfffd;
const REPLACED = '\ufffd';
// eslint-disable-next-line no-control-regex -- HTML has no way to write them
const SPECIAL = /[&<>"'`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['`', '&#96;'],
]);
