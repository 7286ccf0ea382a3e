import { Glyph } from './Mark.tsx';

/** How a label looks, to be looked at only: it opens nothing. */
export function BadgePreview({ text }: { readonly text: string }) {
  return (
    <span class="wb">
      <Glyph />
      <b>{text}</b>
    </span>
  );
}
