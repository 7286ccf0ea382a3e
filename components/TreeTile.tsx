import type { ComponentChildren, CSSProperties } from 'preact';
import { formatDate } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Preview } from '../lib/model/file-details.ts';
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
  /** What the record keeps in its place. */
  readonly preview: Preview | null;
  readonly t: PageTranslate;
  readonly onFocus: () => void;
  /** Goes on to the same node in the outline. */
  readonly onOpen: () => void;
}

/** Longest name in a tile, in characters; the outline has more of it. */
const NAME_LENGTH = 40;

/** One file of the diagram: its picture, or in its place what its record says. */
export function TreeTile({ node, hidden, place, isCurrent, picture, preview, t, onFocus, onOpen }: TreeTileProps) {
  const isCounted = hidden > 0;
  // Nothing is taken from a record that does not check out.
  const shown = picture ?? (node.broken ? null : pictureOf(preview, t));
  return (
    <button
      type="button"
      class={kindOf(node, isCounted, picture !== null)}
      style={place}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <span class="tile">{isCounted ? t('tree.more', { count: hidden }) : (shown ?? saysOf(node, t))}</span>
      {!isCounted && <Caption node={node} isPictured={shown !== null} t={t} />}
    </button>
  );
}

/** The browser gets no more bytes and pixels than `readPreviews` lets through. */
function pictureOf(preview: Preview | null, t: PageTranslate): ComponentChildren | null {
  if (preview === null) return null;
  if (preview.kind === 'too-large') return t('details.preview.too-large');
  return <img class="thumb" src={`data:${preview.type};base64,${preview.base64}`} alt="" decoding="async" />;
}

interface CaptionProps {
  readonly node: RecordNode;
  /** Its picture stands where its words would. */
  readonly isPictured: boolean;
  readonly t: PageTranslate;
}

function Caption({ node, isPictured, t }: CaptionProps) {
  const tool = node.generator ?? node.signer;
  const isActive = node.relationship === 'active';
  const says = isPictured && !isActive && (node.label !== null || !node.hasRecord) ? saysOf(node, t) : null;
  const date = node.signedAt === null || node.broken ? null : formatDate(node.signedAt, t.language);
  return (
    <span class="caption">
      <b>
        {t(`report.node.${node.relationship}`)}
        {node.title !== null && !isActive && (
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
      {(says ?? date) !== null && <span>{says ?? date}</span>}
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
