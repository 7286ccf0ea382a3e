import type { RecordNode } from '../model/report.ts';

/** Sizes of a diagram in CSS pixels; `pitch` is from one tile's start to the next one's. */
export interface TileSizes {
  readonly width: number;
  /** Of the picture; its words stand below it. */
  readonly height: number;
  /** Of picture and words together, at most `rowPitch`. */
  readonly rowHeight: number;
  readonly columnPitch: number;
  readonly rowPitch: number;
}

/** One place of the diagram: a node of the record, or so many that are only in the outline. */
export interface Tile {
  /** The node; of `hidden` ones, the first. */
  readonly node: number;
  /** Nodes this tile stands for without showing them; `0` for a node that is shown. */
  readonly hidden: number;
  /** Index of the tile above it, in the layout. */
  readonly above: number | null;
  readonly level: number;
  /** Of the tile's corner, from inline-start and from the top. */
  readonly x: number;
  readonly y: number;
}

export interface TreeLayout {
  readonly width: number;
  readonly height: number;
  /** By level, and along each level from inline-start. */
  readonly tiles: readonly Tile[];
  /** SVG paths from a tile to one below it, as they are drawn left to right. */
  readonly lines: readonly string[];
}

/** More siblings than this are counted in the last one's place: so many fit beside each other in a panel. */
const MAX_SIBLINGS = 3;
/** Deeper origins are counted: a person follows this many without losing the way. */
const MAX_LEVELS = 6;
/** Nodes drawn at most, whatever a record claims; the outline has all. */
const MAX_SHOWN = 40;
const RADIUS = 6;
/** From the line that joins siblings to their tiles. */
const DROP = 24;

/**
 * Places the nodes of a record as a diagram, this file on top and what it was made from below. Only a parent that
 * stands before its child counts, so no list can make a loop; what has none stands on top, too.
 */
export function layOutTree(nodes: readonly Pick<RecordNode, 'parent'>[], sizes: TileSizes): TreeLayout {
  const branches = branchesOf(nodes);
  const { columns, centers } = centersOf(branches);
  const tiles = branches.map(({ node, hidden, above, level }, index): Tile => ({
    node,
    hidden,
    above,
    level,
    x: (centers[index] ?? 0) * sizes.columnPitch,
    y: level * sizes.rowPitch,
  }));
  const levels = 1 + Math.max(-1, ...tiles.map(({ level }) => level));
  return {
    width: columns === 0 ? 0 : (columns - 1) * sizes.columnPitch + sizes.width,
    height: levels === 0 ? 0 : (levels - 1) * sizes.rowPitch + sizes.rowHeight,
    tiles,
    lines: tiles.flatMap((tile) => {
      const above = tile.above === null ? undefined : tiles[tile.above];
      return above === undefined ? [] : [lineBetween(above, tile, sizes)];
    }),
  };
}

interface Branch {
  readonly node: number;
  readonly hidden: number;
  readonly above: number | null;
  readonly level: number;
  readonly below: number[];
}

/** What is shown, level by level, so that a cap takes away the farthest origins first. */
function branchesOf(nodes: readonly Pick<RecordNode, 'parent'>[]): readonly Branch[] {
  const { roots, children, counts } = familyOf(nodes);
  const branches: Branch[] = [];
  let shown = 0;
  const add = (node: number, hidden: number, above: number | null): void => {
    const parent = above === null ? undefined : branches[above];
    const index = branches.push({ node, hidden, above, level: parent === undefined ? 0 : parent.level + 1, below: [] });
    parent?.below.push(index - 1);
    if (hidden === 0) shown += 1;
  };
  const addAll = (siblings: readonly number[], above: number | null, level: number): void => {
    const most = siblings.length <= MAX_SIBLINGS ? siblings.length : MAX_SIBLINGS - 1;
    const room = level < MAX_LEVELS ? Math.min(most, MAX_SHOWN - shown) : 0;
    for (const node of siblings.slice(0, room)) add(node, 0, above);
    const [first, ...others] = siblings.slice(room);
    if (first !== undefined) add(first, sum([first, ...others].map((node) => counts[node] ?? 1)), above);
  };
  addAll(roots, null, 0);
  // It grows as it is read.
  for (const [index, { node, hidden, level }] of branches.entries())
    if (hidden === 0) addAll(children[node] ?? [], index, level + 1);
  return branches;
}

interface Family {
  readonly roots: readonly number[];
  readonly children: readonly (readonly number[])[];
  /** Of each node, itself and all below it. */
  readonly counts: readonly number[];
}

function familyOf(nodes: readonly Pick<RecordNode, 'parent'>[]): Family {
  const roots: number[] = [];
  const children: number[][] = nodes.map(() => []);
  const parents = nodes.map(({ parent }, index) => {
    const siblings = parent !== null && parent < index ? children[parent] : undefined;
    (siblings ?? roots).push(index);
    return siblings === undefined ? null : parent;
  });
  const counts = nodes.map(() => 1);
  for (let index = nodes.length - 1; index > 0; index -= 1) {
    const parent = parents[index] ?? null;
    if (parent !== null) counts[parent] = (counts[parent] ?? 0) + (counts[index] ?? 0);
  }
  return { roots, children, counts };
}

/** Each tile's place along its level, in columns: leaves beside each other, every other tile over the middle of its own. */
function centersOf(branches: readonly Branch[]): { readonly columns: number; readonly centers: readonly number[] } {
  const centers: number[] = branches.map(() => 0);
  let columns = 0;
  // No deeper than the levels that are shown.
  const place = (index: number): void => {
    const below = branches[index]?.below ?? [];
    below.forEach(place);
    const [first, last] = [below[0], below.at(-1)];
    centers[index] =
      first === undefined || last === undefined
        ? (columns += 1) - 1
        : ((centers[first] ?? 0) + (centers[last] ?? 0)) / 2;
  };
  branches.forEach(({ above }, index) => above === null && place(index));
  return { columns, centers };
}

/** Down from the middle of a tile, along, and down to the next with a rounded corner. */
function lineBetween(from: Tile, to: Tile, { width, height }: TileSizes): string {
  const [start, end] = [from.x + width / 2, to.x + width / 2];
  const top = from.y + height;
  if (start === end) return `M${start} ${top}V${to.y}`;
  const along = to.y - DROP;
  const corner = end - Math.sign(end - start) * RADIUS;
  return `M${start} ${top}V${along}H${corner}Q${end} ${along} ${end} ${along + RADIUS}V${to.y}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
