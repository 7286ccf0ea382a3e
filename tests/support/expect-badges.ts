import { expect } from 'vitest';
import type { Badge, Tab } from '../../scripts/browsers/browser.ts';
import { agrees } from '../../scripts/gallery/corpus.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import type { WhenceGallery } from '../../scripts/gallery/whence-gallery.ts';

/** Waits until the tab shows badges for exactly these samples (file names), each with its label and basis. */
export async function expectBadges(tab: Tab, gallery: WhenceGallery, files: readonly string[]): Promise<void> {
  const wanted = files.toSorted();
  const badges = await lookUntil(
    () => tab.badges(),
    (seen) => namesOf(seen).join() === wanted.join(),
  );
  expect(namesOf(badges)).toEqual(wanted);
  for (const badge of badges) expectRight(badge, gallery);
}

/** The badge says of its picture what it should. */
export function expectRight(badge: Badge, gallery: WhenceGallery): void {
  const expected = gallery.expectedAt(badge.src);
  expect(expected, badge.src).not.toBeNull();
  if (expected !== null) expect(agrees(badge, expected, true), wrong(badge, expected)).toBe(true);
}

function wrong(badge: Badge, expected: object): string {
  return `${badge.src}: ${badge.label} ${badge.basis}, and not ${JSON.stringify(expected)}`;
}

/** Last part of an address's path. */
export function fileNameOf(src: string): string {
  return new URL(src).pathname.split('/').at(-1) ?? '';
}

function namesOf(badges: readonly Badge[]): readonly string[] {
  return badges.map(({ src }) => fileNameOf(src)).toSorted();
}
