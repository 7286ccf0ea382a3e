/** The glyph alone: an origin point and the path from it to now. */
export function Glyph({ size = 13 }: { readonly size?: number }) {
  return (
    <svg class="glyph" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="2.9" cy="5.1" r="2.3" fill="currentColor" />
      <path
        d="M2.9 5.1c0 4.7.7 7.8 2.9 7.8s2.5-2.6 2.5-5.5c0 2.9.4 5.5 2.5 5.5s2.9-3.9 2.9-10.4"
        fill="none"
        stroke="currentColor"
        stroke-width="1.75"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** The glyph on its tile, so that it reads as a mark and not as a letter. */
export function Mark({ isLarge = false }: { readonly isLarge?: boolean }) {
  return (
    <span class={isLarge ? 'mark large' : 'mark'} aria-hidden="true">
      <Glyph size={isLarge ? 20 : 14} />
    </span>
  );
}
