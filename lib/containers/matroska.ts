import { ByteView } from '../bytes/byte-view.ts';
import { EBML_HEADER, eachEbmlElement, ebmlElement, ebmlNumber } from '../bytes/ebml.ts';
import type { EbmlElement } from '../bytes/ebml.ts';
import type { Window } from '../bytes/window.ts';
import type { Format } from '../model/format.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { readAttachments } from './matroska-attachments.ts';
import { walk } from './walk.ts';

/**
 * Matroska and WebM (RFC 9559): one segment of elements. What says where the media is from may stand before or
 * after it; an index at the front (`SeekHead`) tells where, so that the media itself is not walked. Without one,
 * as in live recordings, which do not know their lengths either, it is; or, where bytes are to be spared, a long file
 * is looked at from both ends and said not to have been looked at between.
 */
export const webm: Container = matroskaOf('video/webm');
export const matroska: Container = matroskaOf('video/x-matroska');

function matroskaOf(format: Format): Container {
  return {
    format,
    matches: (head) => formatOf(new ByteView(head)) === format,
    map: (source) => walk(format, source, walkFile),
  };
}

function formatOf(head: ByteView): Format | null {
  const header = ebmlElement(head, 0);
  if (header === null || header.id !== EBML) return null;
  let type = '';
  eachEbmlElement(head.from(header.header, header.length ?? 0), (id, content) => {
    if (id === DOC_TYPE) type = content.latin1(0, content.length)?.replace(/\0+$/, '') ?? '';
  });
  return type === 'webm' ? 'video/webm' : type === 'matroska' ? 'video/x-matroska' : null;
}

/** Where the walk may still go, and where it has been. */
interface Plan {
  /** Offset of the segment's content, from which the index counts. */
  readonly base: number;
  readonly end: number;
  /** Offsets that the index names. */
  readonly targets: number[];
  readonly seen: Set<number>;
  hasIndex: boolean;
}

async function walkFile(file: Window, findings: Findings): Promise<void> {
  const head = await file.at(0, EBML_HEADER);
  const header = ebmlElement(head, 0);
  if (header === null || header.length === null) return findings.fault('malformed');
  const segmentAt = header.header + header.length;
  const segment = ebmlElement(await file.at(segmentAt, EBML_HEADER), 0);
  if (segment === null) return findings.fault('truncated');
  if (segment.id !== SEGMENT) return findings.fault('malformed');
  const base = segmentAt + segment.header;
  const end = segment.length === null ? Number.MAX_SAFE_INTEGER : base + segment.length;
  const plan: Plan = { base, end, targets: [base], seen: new Set(), hasIndex: false };
  // Grows as further indexes are met.
  for (const target of plan.targets) {
    if (plan.seen.size > MOST_ELEMENTS) return findings.fault('too-large');
    await walkElements(file, target, plan, findings);
  }
  if (file.size !== null && segment.length !== null && file.size < end) findings.fault('truncated');
}

/** Reads on from `start` to the first cluster that need not be walked, to known ground, or to the end. */
async function walkElements(file: Window, start: number, plan: Plan, findings: Findings): Promise<void> {
  let at = start;
  while (at < plan.end && !plan.seen.has(at)) {
    if (plan.seen.size > MOST_ELEMENTS) return findings.fault('too-large');
    plan.seen.add(at);
    const start = await file.at(at, EBML_HEADER);
    if (start.length === 0) return;
    const element = ebmlElement(start, 0);
    if (element === null) return findings.fault(start.length < EBML_HEADER ? 'truncated' : 'malformed');
    const content = at + element.header;
    if (element.id === CLUSTER && plan.hasIndex) return;
    if (element.id === CLUSTER && file.mayLeave(at)) return leaveMedia(file, plan, findings);
    if (element.length === null) {
      // A cluster of unknown length: what it holds is walked as if it stood beside it.
      if (element.id !== CLUSTER) return findings.fault('malformed');
      at = content;
      continue;
    }
    if (content + element.length > plan.end) return findings.fault('malformed');
    await readElement(file, at, element, plan, findings);
    at = content + element.length;
    if (file.size !== null && at > file.size) return findings.fault('truncated');
  }
}

/** Tags and attachments at the end of the file are known by leading there exactly. */
async function leaveMedia(file: Window, plan: Plan, findings: Findings): Promise<void> {
  findings.fault('budget');
  const end = Math.min(plan.end, file.size ?? 0);
  const start = Math.max(plan.base, end - END_LOOK);
  const tail = (await file.at(start, end - start)).from(0, end - start);
  for (let at = 0; at < tail.length; at++) {
    const isSought = tail.u32(at) === TAGS || tail.u32(at) === ATTACHMENTS;
    if (isSought && eachEbmlElement(tail.from(at), () => {})) return void plan.targets.push(start + at);
  }
}

async function readElement(
  file: Window,
  at: number,
  element: EbmlElement,
  plan: Plan,
  findings: Findings,
): Promise<void> {
  const content = { offset: at + element.header, length: element.length ?? 0 };
  if (element.id === ATTACHMENTS) return readAttachments(file, content, findings);
  if (element.id === TAGS || element.id === INFO) {
    if (content.length > LARGEST_TAGS) return findings.fault('too-large');
    return findings.add('matroska-tags', [{ offset: at, length: element.header + content.length }]);
  }
  if (element.id !== SEEK_HEAD) return;
  if (content.length > LARGEST_INDEX) return findings.fault('too-large');
  const index = (await file.at(content.offset, content.length)).from(0, content.length);
  plan.hasIndex = true;
  const isWhole = eachEbmlElement(index, (id, seek) => {
    if (id !== SEEK) return;
    let [target, position] = [0, -1];
    eachEbmlElement(seek, (field, value) => {
      if (field === SEEK_ID) target = ebmlNumber(value);
      else if (field === SEEK_POSITION) position = ebmlNumber(value);
    });
    if (SOUGHT.has(target) && position >= 0 && plan.targets.length < MOST_TARGETS)
      plan.targets.push(plan.base + position);
  });
  if (!isWhole) findings.fault('malformed');
}

const EBML = 0x1a45dfa3;
const DOC_TYPE = 0x4282;
const SEGMENT = 0x18538067;
const SEEK_HEAD = 0x114d9b74;
const SEEK = 0x4dbb;
const SEEK_ID = 0x53ab;
const SEEK_POSITION = 0x53ac;
const INFO = 0x1549a966;
const TAGS = 0x1254c367;
const ATTACHMENTS = 0x1941a469;
const CLUSTER = 0x1f43b675;
const SOUGHT = new Set([INFO, TAGS, ATTACHMENTS, SEEK_HEAD]);
/** Tags of a film with chapters come to some kilobytes. */
const END_LOOK = 16 * 1024;
const LARGEST_TAGS = 4 * 1024 * 1024;
const LARGEST_INDEX = 64 * 1024;
const MOST_TARGETS = 64;
/** Half an hour of live video in blocks; the reads of a walk are bounded besides. */
const MOST_ELEMENTS = 200_000;
