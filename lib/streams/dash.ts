import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { AddressList, type Playlist } from './playlist.ts';

/** Elements read: a presentation of an hour with a timeline in full stays below; what matters stands before it. */
const MOST_ELEMENTS = 20_000;
/** Deeper than MPD/Period/AdaptationSet/Representation/SegmentList/Initialization, with room. */
const DEEPEST = 16;

/** What an element says of the representations inside it (ISO/IEC 23009-1 §5.3.9, §5.6). */
interface Level {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  base: string;
  /** Of a single file, which begins with its head. */
  hasOwnFile: boolean;
  head: string | undefined;
  media: string | undefined;
  firstNumber: string;
}

/**
 * A DASH presentation (MPD). No document type is read and no entity but XML's own is known.
 * @param address of the presentation, which its own addresses are relative to.
 */
export function readDash(text: string, address: string): Playlist {
  const heads = new AddressList();
  const fragments = new AddressList();
  const parser = new SaxesParser({ xmlns: false });
  const top = { base: address, hasOwnFile: false, head: undefined, media: undefined, firstNumber: '1' };
  const path: Level[] = [{ name: '', attributes: {}, ...top }];
  const inner = (): Level => path[path.length - 1] ?? { name: '', attributes: {}, ...top };
  let elements = 0;
  let content = '';

  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > MOST_ELEMENTS || path.length > DEEPEST) throw new ReadingEnds();
    content = '';
    path.push({ ...inner(), name: localName(tag), attributes: tag.attributes, hasOwnFile: false });
  });
  parser.on('text', (piece) => (content += piece));
  parser.on('closetag', () => {
    const level = path.pop();
    if (level === undefined || path.length === 0) return;
    const outer = inner();
    const { name, attributes } = level;
    if (name === 'BaseURL') {
      const base = content.trim();
      if (URL.canParse(base, outer.base)) outer.base = new URL(base, outer.base).href;
      outer.hasOwnFile = true;
    } else if (name === 'SegmentTemplate') {
      outer.head = attributes['initialization'] ?? level.head;
      outer.media = attributes['media'] ?? outer.media;
      outer.firstNumber = attributes['startNumber'] ?? outer.firstNumber;
    } else if (name === 'Initialization') outer.head = attributes['sourceURL'] ?? outer.head;
    else if (name === 'SegmentList') outer.head = level.head;
    else if (name === 'SegmentURL') fragments.add(attributes['media'], outer.base);
    else if (name === 'Representation') {
      if (level.head !== undefined) heads.add(filled(level.head, level), level.base);
      else if (level.hasOwnFile) heads.add('', level.base);
      if (level.media !== undefined && !level.media.includes('$Time'))
        fragments.add(filled(level.media, level), level.base);
    }
    content = '';
  });
  // The first fault ends the reading: a parser that goes on reports one a character.
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(text).close();
  } catch {
    // What was read before the fault, or the limit, stands.
  }
  return { heads: heads.all, fragments: fragments.all, playlists: [], isEncrypted: false };
}

class ReadingEnds extends Error {}

/** A template with the values of its representation in it (ISO/IEC 23009-1 §5.3.9.4.4). */
function filled(template: string, { attributes, firstNumber }: Level): string {
  return template.replace(
    /\$(RepresentationID|Bandwidth|Number)?(?:%0(\d)d)?\$/g,
    (_, name?: string, width?: string) => {
      if (name === undefined) return '$';
      const value = name === 'Number' ? firstNumber : (attributes[name === 'Bandwidth' ? 'bandwidth' : 'id'] ?? '');
      return value.padStart(Number(width ?? 0), '0');
    },
  );
}

function localName({ name }: SaxesTagPlain): string {
  return name.slice(name.indexOf(':') + 1);
}
