import type { ComponentChildren, CSSProperties } from 'preact';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { RecordNode } from '../lib/model/report.ts';
import { displayName } from '../lib/verdict/words.ts';

interface TreeTileProps {
  readonly node: RecordNode;
  /** Nodes this tile only counts; `0` where it shows its own. */
  readonly hidden: number;
  readonly place: CSSProperties;
  /** In the tab order; the others are reached with the arrows. */
  readonly isCurrent: boolean;
  /** The picture of this file; `null` for what the record only names. */
  readonly picture: ComponentChildren | null;
  readonly t: PageTranslate;
  readonly onFocus: () => void;
  /** Goes on to the same node in the outline. */
  readonly onOpen: () => void;
}

/** Longest name in a tile, in characters; the outline has more of it. */
const NAME_LENGTH = 40;

/** One file of the diagram: its picture, or in its place what its record says. */
export function TreeTile({ node, hidden, place, isCurrent, picture, t, onFocus, onOpen }: TreeTileProps) {
  const isCounted = hidden > 0;
  return (
    <button
      type="button"
      class={kindOf(node, isCounted, picture !== null)}
      style={place}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <span class="tile">{isCounted ? t('tree.more', { count: hidden }) : (picture ?? saysOf(node, t))}</span>
      {!isCounted && <Caption node={node} t={t} />}
    </button>
  );
}

function Caption({ node, t }: { readonly node: RecordNode; readonly t: PageTranslate }) {
  const tool = node.generator ?? node.signer;
  return (
    <span class="caption">
      <b>
        {t(`report.node.${node.relationship}`)}
        {node.title !== null && node.relationship !== 'active' && (
          <>
            {' '}
            <bdi>{displayName(node.title, NAME_LENGTH)}</bdi>
          </>
        )}
      </b>
      {tool !== null && (
        <span>
          <bdi>{displayName(tool, NAME_LENGTH)}</bdi>
        </span>
      )}
    </span>
  );
}

function kindOf({ hasRecord, broken }: RecordNode, isCounted: boolean, isNow: boolean): string {
  if (isCounted) return 'node more';
  if (isNow) return 'node now';
  return hasRecord && !broken ? 'node' : 'node without';
}

/** Stands where a picture would; nothing is taken from a record that does not check out. */
function saysOf({ hasRecord, broken, label }: RecordNode, t: PageTranslate): string {
  if (broken) return t('report.node.broken');
  if (!hasRecord) return t('tree.no-record');
  return label === null ? t('tree.no-claim') : t(`says.${label}`);
}
