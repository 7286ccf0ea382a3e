import type { Share } from '../lib/model/work.ts';

/** The matched part, drawn over a picture: both lines are seen on any ground, and what is around it steps back. */
export function MatchedPart({ outline, name }: { readonly outline: readonly Share[]; readonly name: string }) {
  const points = outline.map(([x, y]) => `${percent(x)},${percent(y)}`).join(' ');
  const around = `M0 0H100V100H0Z M${points}Z`;
  return (
    <svg class="region" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={name}>
      <path d={around} class="around" fill-rule="evenodd" />
      <polygon points={points} class="outer" />
      <polygon points={points} class="inner" />
    </svg>
  );
}

function percent(share: number): number {
  return Math.round(Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * 1000) / 10;
}
