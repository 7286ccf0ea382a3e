import { Glyph } from './Mark.tsx';

interface BadgePreviewProps {
  readonly text: string;
  readonly isSmall?: boolean;
}

/** How a label looks, to be looked at only: it opens nothing. */
export function BadgePreview({ text, isSmall = false }: BadgePreviewProps) {
  return (
    <span class={isSmall ? 'wb tiny' : 'wb'}>
      <Glyph />
      <b>{text}</b>
    </span>
  );
}
