import type { Share } from '../lib/model/work.ts';

/** The matched part, drawn over a picture: both lines are seen on any ground. */
export function MatchedPart({ outline, name }: { readonly outline: readonly Share[]; readonly name: string }) {
  const points = outline.map(([x, y]) => `${percent(x)},${percent(y)}`).join(' ');
  return (
    <svg class="region" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={name}>
      <polygon points={points} class="outer" />
      <polygon points={points} class="inner" />
    </svg>
  );
}

function percent(share: number): number {
  return Math.round(Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * 1000) / 10;
}
