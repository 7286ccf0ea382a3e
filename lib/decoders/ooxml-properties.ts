import { SaxesParser } from 'saxes';
import type { Decoded, TextField } from '../model/fields.ts';
import { commonTagName } from './tag-names.ts';
import { decodeXmlText } from './xml-text.ts';

/** `docProps/custom.xml` of an Office document (ISO/IEC 29500-1 §22.3): `property` elements with a name and a value. */
export function decodeOoxmlProperties(bytes: Uint8Array): Decoded<readonly TextField[]> {
  if (bytes.length > LARGEST) return { value: [], incomplete: 'too-large' };
  const fields: TextField[] = [];
  let isMalformed = false;
  let name: string | null = null;
  let text = '';
  const parser = new SaxesParser({ xmlns: false });
  // The first fault ends the reading: a parser that goes on reports one a character.
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (!isProperty(tag.name)) return;
    name = tag.attributes['name'] ?? null;
    text = '';
  });
  parser.on('text', (piece) => {
    if (name !== null) text += piece;
  });
  parser.on('closetag', (tag) => {
    if (!isProperty(tag.name) || name === null) return;
    if (fields.length < MOST_FIELDS)
      fields.push({ keyword: commonTagName(name), text: text.trim(), where: `Office ${name}` });
    name = null;
  });
  try {
    parser.write(decodeXmlText(bytes)).close();
  } catch {
    isMalformed = true;
  }
  const incomplete = isMalformed ? 'malformed' : fields.length === MOST_FIELDS ? 'too-large' : null;
  return { value: fields, incomplete };
}

function isProperty(name: string): boolean {
  return name === 'property' || name.endsWith(':property');
}

const LARGEST = 1024 * 1024;
const MOST_FIELDS = 256;
