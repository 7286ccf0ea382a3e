import type { Decoded, TextField } from '../model/fields.ts';
import { commonTagName } from './tag-names.ts';
import { decodeText } from './text.ts';

/**
 * The top-level keys of a YAML front matter that have their value on the same line, or indented below it
 * (as China's label for text is written, TC260-PG-20258A).
 */
export function decodeFrontMatter(bytes: Uint8Array): Decoded<readonly TextField[]> {
  const fields: { keyword: string; text: string; where: string }[] = [];
  for (const line of decodeText(bytes).split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([\w-]{1,64}):[ \t]*(.*)$/.exec(line) ?? [];
    const last = fields.at(-1);
    if (name !== '') {
      if (fields.length === MOST_FIELDS) return { value: fields, incomplete: 'too-large' };
      fields.push({ keyword: commonTagName(name), text: unquote(value), where: `front matter ${name}` });
    } else if (last !== undefined && /^[ \t]/.test(line)) {
      last.text = asObject(last.text, line);
    }
  }
  return { value: fields, incomplete: null };
}

/** An indented `key: value` as one more member of the JSON that stands for the block. */
function asObject(text: string, line: string): string {
  const [, key, value = ''] = /^[ \t]+"?([\w-]{1,64})"?:[ \t]*(.*)$/.exec(line) ?? [];
  // A value that goes on over several lines is put together as it stands: it may be JSON itself.
  if (key === undefined || (text !== '' && !text.startsWith(BLOCK))) return `${text}${line.trim()}`;
  const member = `${JSON.stringify(key)}:${JSON.stringify(unquote(value))}`;
  return text === '' ? `${BLOCK}${member}}` : `${text.slice(0, -1)},${member}}`;
}

function unquote(value: string): string {
  const [, , inner] = /^(["'])(.*)\1$/.exec(value.trim()) ?? [];
  return inner ?? value.trim();
}

const BLOCK = '{';
const MOST_FIELDS = 256;
