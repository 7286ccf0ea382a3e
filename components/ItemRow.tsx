import type { ComponentChildren } from 'preact';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { TabItem } from '../lib/messaging/protocol.ts';
import { groupOf, popupLines } from '../lib/verdict/words.ts';
import { shortAddress } from './short-address.ts';
import { type LoadPicture, Thumbnail } from './Thumbnail.tsx';

export interface ItemRowProps {
  readonly item: TabItem;
  readonly t: PageTranslate;
  readonly load: LoadPicture;
  /** In the tab order; the others are reached with the arrows. */
  readonly isCurrent: boolean;
  readonly onOpen: () => void;
  /** Outline the picture on the page, or take the outline away. */
  readonly onOutline: (isOutlined: boolean) => void;
  readonly onFocus: () => void;
  /** The one thing to do about this item ("Show", "Allow", "Open"). */
  readonly action: { readonly text: string; readonly isQuiet: boolean; readonly act: () => void } | null;
}

/** One medium of the page: its picture, its label, and how we know. */
export function ItemRow({ item, t, load, isCurrent, onOpen, onOutline, onFocus, action }: ItemRowProps) {
  const { report } = item;
  const words = report === null ? { label: t('popup.waiting'), line: shortAddress(item) } : popupLines(report, t);
  const isPlain = report === null || groupOf(report) === 'nothing';
  return (
    <li
      class={isPlain ? 'item plain' : 'item'}
      onPointerEnter={() => onOutline(true)}
      onPointerLeave={() => onOutline(false)}
      onFocusIn={() => {
        onFocus();
        onOutline(true);
      }}
      onFocusOut={() => onOutline(false)}
    >
      <button type="button" class="open" tabIndex={isCurrent ? 0 : -1} onClick={onOpen} disabled={report === null}>
        {item.kind === 'image' ? (
          <Thumbnail address={item.url} load={load} />
        ) : (
          <span class="thumb" aria-hidden="true" />
        )}
        <RowWords label={words.label}>{words.line}</RowWords>
      </button>
      {action !== null && (
        <button
          type="button"
          class={action.isQuiet ? 'btn quiet small' : 'btn small'}
          aria-label={t('popup.action-for', { action: action.text, name: shortAddress(item) })}
          onClick={action.act}
        >
          {action.text}
        </button>
      )}
    </li>
  );
}

function RowWords({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <span>
      <b>{label}</b>
      <span class="words">{children}</span>
    </span>
  );
}
