import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import { eachBox } from './boxes.ts';
import type { Findings } from './findings.ts';

/**
 * The tags of `udta` (ISO/IEC 14496-12 §8.10, QuickTime File Format "User data"): a `meta` box as iTunes
 * writes it, and text boxes of its own.
 */
export async function readUserData(file: Window, content: ByteRange, findings: Findings): Promise<void> {
  const tags: ByteRange[] = [];
  await eachBox(file, content, NO_LOOK, findings, async ({ type, content: inner, whole }) => {
    if (type === 'meta') await readMeta(file, inner, findings);
    else if (type === 'XMP_') findings.add('xmp', [inner]);
    else if (whole.length <= LARGEST_TAG) tags.push(whole);
    return undefined;
  });
  if (tags.length > 0) findings.add('mp4-tags', tags);
}

/** The tags of a `meta` box: the names in `keys`, where there is one, before the items of `ilst`. */
export async function readMeta(file: Window, content: ByteRange, findings: Findings): Promise<void> {
  // QuickTime's `meta` has no version and flags before its first box.
  const isQuickTime = (await file.at(content.offset, META_LOOK)).from(0, content.length).startsWith('hdlr', 4);
  const skipped = isQuickTime ? 0 : FULL_BOX;
  if (content.length < skipped) return findings.fault('malformed');
  const children = { offset: content.offset + skipped, length: content.length - skipped };
  const keys: ByteRange[] = [];
  const items: ByteRange[] = [];
  await eachBox(file, children, NO_LOOK, findings, async ({ type, content: inner, whole }) => {
    if (type === 'keys' && whole.length <= LARGEST_TAG) keys.push(whole);
    if (type !== 'ilst') return undefined;
    await eachBox(file, inner, NO_LOOK, findings, (item) => {
      // Cover pictures; a text of that size is no tag.
      if (item.whole.length <= LARGEST_TAG) items.push(item.whole);
      else if (item.type !== 'covr') findings.fault('too-large');
      return undefined;
    });
    return undefined;
  });
  if (items.length > 0) findings.add('mp4-tags', [...keys, ...items]);
}

const FULL_BOX = 4;
const META_LOOK = 8;
const NO_LOOK = 0;
const LARGEST_TAG = 256 * 1024;
