import type { AnchorIndex } from './anchor-index.ts';
import { TABLES } from './anchor-keys.ts';
import { BITS, distanceBetween, packSigns, turnCoefficients, VARIANTS, WORDS } from './sign-descriptor.ts';

/** An anchor that looks like a region of a picture. */
export interface AnchorHit {
  readonly anchor: number;
  /** In how many bits they differ. */
  readonly distance: number;
}

/** Regions that differ in more bits are not worth a vote: one in 2.5 million of strangers' differs in fewer. */
const MOST_DISTANCE = 24;
/**
 * Which of a key's weakest signs are turned over, in the order tried: the copy may have turned them over too. Bit 0
 * stands for the weakest of the picture's own coefficients.
 */
const PROBES = [0, 1, 2, 4, 8, 3, 16, 5, 6, 32, 9, 10, 7, 17, 64, 12] as const;
const WEAKEST = 7;

/** Variants that differ in signs alone: upright or lying, mirrored across, down, both or not at all. */
const MIRRORED = 4;
/** For each variant the signs that mirroring turns over. */
const TURNED_OVER = Array.from({ length: VARIANTS }, (_, variant) => {
  const turned = new Float32Array(BITS);
  turnCoefficients(new Float32Array(BITS).fill(-1), variant, turned);
  return signsOf(turned);
});

/** Scratch of one look-up at a time: a picture takes hundreds. */
const turned = new Float32Array(BITS);
const sizes = new Float32Array(BITS);
const signs = new Uint32Array(MIRRORED * WORDS);
const weakest = new Uint8Array(WEAKEST);
const weakestSizes = new Float32Array(WEAKEST);
const froms = new Uint32Array(MIRRORED * TABLES * PROBES.length);
const ends = new Uint32Array(froms.length);
const listed = new Uint32Array(1024);
const fetched = new Uint32Array(listed.length);

/**
 * The anchors whose descriptors are like the signs of a region's coefficients, under each variant of `TURNS` that the
 * region may be seen in: nearly all that are within `MOST_DISTANCE`.
 *
 * Nearly all of the time goes into waiting for memory. So lists, entries and descriptors are read in loops that wait for
 * nothing but their own reads, many of which are then under way at once: a quarter of the time of following each list
 * to its descriptors.
 */
export function similarAnchors(index: AnchorIndex, coefficients: Float32Array): readonly (readonly AnchorHit[])[] {
  const hits: (readonly AnchorHit[])[] = [];
  for (let variant = 0; variant < VARIANTS; variant += MIRRORED) {
    turnCoefficients(coefficients, variant, turned);
    putSigns(variant);
    findLists(index);
    for (let mirrored = 0; mirrored < MIRRORED; mirrored++) hits.push(hitsOf(index, mirrored));
  }
  return hits;
}

/** Puts the signs of the turned coefficients, mirrored in all four ways, into `signs`. */
function putSigns(variant: number): void {
  for (let at = 0; at < BITS; at++) sizes[at] = Math.abs(turned[at] ?? 0);
  const own = signsOf(turned);
  // What is exactly 0 has no sign to turn over.
  const sure = signsOf(sizes);
  for (let at = 0; at < signs.length; at++) {
    const over = TURNED_OVER[variant + Math.floor(at / WORDS)]?.[at % WORDS] ?? 0;
    signs[at] = ((own[at % WORDS] ?? 0) ^ over) & (sure[at % WORDS] ?? 0);
  }
}

/** Finds for all `signs` and tables where the lists to look through are. What is weakest does not depend on mirroring. */
function findLists({ tables }: AnchorIndex): void {
  for (const [table, { positions, starts }] of tables.entries()) {
    findWeakest(positions);
    for (let mirrored = 0; mirrored < MIRRORED; mirrored++) {
      const key = keyOf(mirrored * WORDS, positions);
      const list = (mirrored * TABLES + table) * PROBES.length;
      for (let probe = 0; probe < PROBES.length; probe++) {
        const probed = key ^ turnedOver(PROBES[probe] ?? 0);
        froms[list + probe] = starts[probed] ?? 0;
        ends[list + probe] = starts[probed + 1] ?? 0;
      }
    }
  }
}

/** The bits of the key whose coefficients are nearest to zero, the nearest first. */
function findWeakest(positions: Uint8Array): void {
  weakestSizes.fill(Infinity);
  for (let bit = 0; bit < positions.length; bit++) {
    const size = sizes[positions[bit] ?? 0] ?? 0;
    if (size >= (weakestSizes[WEAKEST - 1] ?? 0)) continue;
    let rank = WEAKEST - 1;
    for (; rank > 0 && (weakestSizes[rank - 1] ?? 0) > size; rank--) {
      weakestSizes[rank] = weakestSizes[rank - 1] ?? 0;
      weakest[rank] = weakest[rank - 1] ?? 0;
    }
    weakestSizes[rank] = size;
    weakest[rank] = bit;
  }
}

function keyOf(from: number, positions: Uint8Array): number {
  let key = 0;
  for (let bit = 0; bit < positions.length; bit++) {
    const position = positions[bit] ?? 0;
    key |= (((signs[from + (position >> 5)] ?? 0) >>> (position & 31)) & 1) << bit;
  }
  return key;
}

/** The bits of a key that a probe turns over. */
function turnedOver(probe: number): number {
  let bits = 0;
  for (let rank = 0; rank < WEAKEST; rank++) if ((probe >> rank) & 1) bits |= 1 << (weakest[rank] ?? 0);
  return bits;
}

function hitsOf(index: AnchorIndex, mirrored: number): readonly AnchorHit[] {
  const hits: AnchorHit[] = [];
  let count = 0;
  for (const [table, { entries }] of index.tables.entries()) {
    const first = (mirrored * TABLES + table) * PROBES.length;
    for (let list = first; list < first + PROBES.length; list++) {
      const end = ends[list] ?? 0;
      for (let at = froms[list] ?? 0; at < end; at++) {
        listed[count++] = entries[at] ?? 0;
        if (count === listed.length) count = compareListed(index, mirrored, count, hits);
      }
    }
  }
  compareListed(index, mirrored, count, hits);
  return hits;
}

/** Puts those of the listed anchors that are near into `hits`. @returns 0: none is listed any more. */
function compareListed({ descriptors }: AnchorIndex, mirrored: number, count: number, hits: AnchorHit[]): 0 {
  for (let at = 0; at < count; at++) fetched[at] = descriptors[(listed[at] ?? 0) * WORDS] ?? 0;
  for (let at = 0; at < count; at++) {
    const anchor = listed[at] ?? 0;
    const distance = distanceBetween(signs, mirrored * WORDS, descriptors, anchor * WORDS);
    if (distance <= MOST_DISTANCE && !hits.some((hit) => hit.anchor === anchor)) hits.push({ anchor, distance });
  }
  return 0;
}

function signsOf(coefficients: Float32Array): Uint32Array {
  const packed = new Uint32Array(WORDS);
  packSigns(coefficients, packed, 0);
  return packed;
}
