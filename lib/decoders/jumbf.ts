import { ByteView, utf8 } from '../bytes/byte-view.ts';

/** A box inside a superbox of JUMBF (ISO/IEC 19566-5 §4). */
export interface JumbfBox {
  readonly type: string;
  /** Without its header. */
  readonly content: Uint8Array;
}

/** A superbox, by its description box (§4.3). */
export interface Superbox {
  /** First four bytes of its content type, which C2PA gives a name in letters (`c2ma`). */
  readonly kind: string;
  readonly label: string | null;
  readonly boxes: readonly JumbfBox[];
}

/** Boxes read of one superbox; a record with 200 ingredients has some 400. */
const MAX_BOXES = 2048;
/** Longest label read, in bytes. */
const MAX_LABEL = 512;
const UUID_BYTES = 16;
const HAS_LABEL = 0x02;

/** The superbox whose content (without its header) this is; `null` where it does not begin with a description. */
export function readSuperbox(content: Uint8Array): Superbox | null {
  const [description, ...boxes] = boxesIn(content);
  if (description?.type !== 'jumd') return null;
  const view = new ByteView(description.content);
  const kind = view.latin1(0, 4);
  const toggles = view.u8(UUID_BYTES);
  if (kind === undefined || toggles === undefined) return null;
  return { kind, label: (toggles & HAS_LABEL) === 0 ? null : labelIn(view.from(UUID_BYTES + 1, MAX_LABEL)), boxes };
}

function labelIn({ bytes }: ByteView): string | null {
  const end = bytes.indexOf(0);
  return end < 1 ? null : (utf8(bytes.subarray(0, end)) ?? null);
}

/** The boxes that stand one after the other, up to one that does not lie within. */
export function boxesIn(bytes: Uint8Array): readonly JumbfBox[] {
  const view = new ByteView(bytes);
  const boxes: JumbfBox[] = [];
  for (let at = 0; boxes.length < MAX_BOXES;) {
    const stated = view.u32(at);
    const type = view.latin1(at + 4, 4);
    const header = stated === HAS_64_BIT_LENGTH ? 16 : 8;
    const length = stated === HAS_64_BIT_LENGTH ? view.u64(at + 8) : stated === TO_THE_END ? bytes.length - at : stated;
    if (type === undefined || length === undefined || length < header) break;
    const content = view.slice(at + header, length - header);
    if (content === undefined) break;
    boxes.push({ type, content });
    at += length;
  }
  return boxes;
}

/** Values of a box's 32-bit length with a meaning of their own (ISO/IEC 14496-12 §4.2). */
const HAS_64_BIT_LENGTH = 1;
const TO_THE_END = 0;
