import type { ByteView } from '../bytes/byte-view.ts';
import type { ByteRange } from '../model/container.ts';
import type { Findings } from './findings.ts';
import { looksLikeStore, startsManifestStore, STORE_START } from './part-starts.ts';

/**
 * Puts JUMBF boxes together that JPEG XT (ISO/IEC 18477-3 Annex B) cut into APP11 segments: "JP",
 * a box instance number, a packet number from 1, then the box header, which every packet repeats, and
 * a piece of the box. Boxes that are no C2PA manifest store are left alone.
 */
export class JumbfPackets {
  readonly #boxes: Box[] = [];
  readonly #open = new Map<number, Box>();

  /** Takes the next APP11 segment that begins with "JP", and tells `findings` of a manifest store in it. */
  take(content: ByteRange, start: ByteView, findings: Findings): void {
    const instance = start.u16(2);
    const number = start.u32(4);
    const stated = start.u32(PACKET_HEADER);
    if (instance === undefined || number === undefined || stated === undefined) return;
    const header = stated === HAS_64_BIT_LENGTH ? 16 : 8;
    const box = this.#open.get(instance);
    if (box === undefined || number === FIRST) {
      const isStore = startsManifestStore(start.bytes.subarray(PACKET_HEADER));
      const length = stated === HAS_64_BIT_LENGTH ? start.u64(PACKET_HEADER + 8) : stated;
      const opened = { isStore, length: length ?? 0, packets: [{ number, range: after(PACKET_HEADER, content) }] };
      this.#open.set(instance, opened);
      this.#boxes.push(opened);
      if (isStore) findings.seeRecord();
      else if (looksLikeStore(start.bytes)) findings.fault('malformed');
    } else {
      box.packets.push({ number, range: after(PACKET_HEADER + header, content) });
    }
  }

  /** Reports each manifest store; one with a packet missing, doubled or out of count is a fault as well. */
  report(findings: Findings): void {
    for (const { isStore, length, packets } of this.#boxes) {
      if (!isStore) continue;
      packets.sort((a, b) => a.number - b.number);
      const ranges = packets.map(({ range }) => range);
      findings.add('c2pa', ranges);
      const first = packets[0]?.number ?? FIRST;
      const isInCount = packets.every(({ number }, i) => number === first + i);
      const held = ranges.reduce((sum, range) => sum + range.length, 0);
      if (!isInCount || (length !== TO_THE_END && held < length)) findings.fault('malformed');
    }
  }
}

interface Box {
  readonly isStore: boolean;
  /** As the box header states it, the header counted. */
  readonly length: number;
  readonly packets: { readonly number: number; readonly range: ByteRange }[];
}

function after(count: number, { offset, length }: ByteRange): ByteRange {
  return { offset: offset + count, length: Math.max(length - count, 0) };
}

/** "JP", instance, packet number. */
const PACKET_HEADER = 2 + 2 + 4;
/** Bytes of a segment's content that `take` wants. */
export const PACKET_START = PACKET_HEADER + STORE_START;
const FIRST = 1;
/** Values of a box's 32-bit length with a meaning of their own (ISO/IEC 14496-12 §4.2). */
const HAS_64_BIT_LENGTH = 1;
const TO_THE_END = 0;
