import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { RecordNode } from '../lib/model/report.ts';
import { layOutTree, type Tile, type TileSizes } from '../lib/tree/lay-out-tree.ts';
import { moveInTree, type Step } from '../lib/tree/move-in-tree.ts';
import { TreeTile } from './TreeTile.tsx';
import type { Previews } from './use-details.ts';

interface TreeDiagramProps {
  readonly tree: readonly RecordNode[];
  readonly t: PageTranslate;
  readonly picture: ComponentChildren;
  readonly previews: Previews;
  /** Id of the text that tells what the diagram does not. */
  readonly describedBy: string;
  /** Goes on to a node in the outline. */
  readonly onOpen: (node: number) => void;
}

/** VISUAL §6; the rows have room for four lines of words in every script. */
const SIZES: TileSizes = { width: 108, height: 72, rowHeight: 148, columnPitch: 126, rowPitch: 184 };
const ZOOMS = [0.5, 0.75, 1, 1.5, 2] as const;
const NO_ZOOM = ZOOMS.indexOf(1);

/** The record as a diagram, this file on top. One stop of the keyboard; arrows go from node to node. */
export function TreeDiagram({ tree, t, picture, previews, describedBy, onOpen }: TreeDiagramProps) {
  const layout = useMemo(() => layOutTree(tree, SIZES), [tree]);
  const [zoom, setZoom] = useState(NO_ZOOM);
  const [current, setCurrent] = useState(0);
  const view = useRef<HTMLDivElement>(null);
  const scale = ZOOMS[zoom] ?? 1;
  useLayoutEffect(() => bringToMiddle(view.current), [layout, zoom]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepOf(event);
    if (step === null || view.current === null) return;
    event.preventDefault();
    const next = moveInTree(layout, current, step);
    setCurrent(next);
    view.current.querySelectorAll<HTMLElement>('.node')[next]?.focus();
  };
  return (
    <div class="tree">
      <div class="tree-zoom">
        <ZoomButton t={t} by={-1} zoom={zoom} onZoom={setZoom} />
        <ZoomButton t={t} by={1} zoom={zoom} onZoom={setZoom} />
      </div>
      <div
        class="tree-view"
        ref={view}
        role="group"
        aria-label={t('tree.diagram')}
        aria-describedby={describedBy}
        onKeyDown={onKeyDown}
      >
        <div class="tree-field" style={{ width: `${layout.width}px`, height: `${layout.height}px`, zoom: scale }}>
          <svg class="lines" width={layout.width} height={layout.height} aria-hidden="true">
            {layout.lines.map((line) => (
              <path key={line} d={line} />
            ))}
          </svg>
          {layout.tiles.map((tile, index) => (
            <TreeTile
              key={`${tile.node}/${tile.hidden}`}
              node={tree[tile.node] as RecordNode}
              hidden={tile.hidden}
              place={placeOf(tile)}
              isCurrent={index === current}
              picture={tile.above === null && index === 0 ? picture : null}
              preview={previews.get(tree[tile.node]?.preview ?? '') ?? null}
              t={t}
              onFocus={() => setCurrent(index)}
              onOpen={() => onOpen(tile.node)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface ZoomButtonProps {
  readonly t: PageTranslate;
  readonly by: 1 | -1;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}

/** Stays in reach of the keyboard at its end, where it does nothing. */
function ZoomButton({ t, by, zoom, onZoom }: ZoomButtonProps) {
  const isEnd = ZOOMS[zoom + by] === undefined;
  return (
    <button
      type="button"
      class="btn small icon"
      aria-label={t(by === 1 ? 'tree.larger' : 'tree.smaller')}
      aria-disabled={isEnd}
      onClick={() => !isEnd && onZoom(zoom + by)}
    >
      <svg class="glyph" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path
          d={by === 1 ? 'M2 6h8M6 2v8' : 'M2 6h8'}
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linecap="round"
        />
      </svg>
    </button>
  );
}

function placeOf({ x, y }: Tile): { readonly insetInlineStart: string; readonly top: string } {
  return { insetInlineStart: `${x}px`, top: `${y}px` };
}

/** This file, not the edge of a wide diagram, is what a person sees first; later, where they are. In both directions of writing. */
function bringToMiddle(view: HTMLElement | null): void {
  const tile = view?.querySelector('.node[tabindex="0"]')?.getBoundingClientRect();
  if (view === null || tile === undefined) return;
  const { left, width } = view.getBoundingClientRect();
  view.scrollLeft += tile.left + tile.width / 2 - (left + width / 2);
}

function stepOf({ key, currentTarget }: KeyboardEvent): Step | null {
  const isMirrored = currentTarget instanceof Element && getComputedStyle(currentTarget).direction === 'rtl';
  switch (key) {
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'ArrowLeft':
      return isMirrored ? 'on' : 'back';
    case 'ArrowRight':
      return isMirrored ? 'back' : 'on';
    case 'Home':
      return 'first';
    default:
      return null;
  }
}
