import type { Label } from '../../lib/page/label.ts';

/** What end-to-end tests may see of the badges, in the content script's own world; never part of a store build. */
export function showBadgesToTests(labels: () => readonly Label[]): void {
  const whenceBadges = () =>
    labels()
      .filter(({ badge }) => badge.button.checkVisibility({ opacityProperty: true }))
      .map(({ badge, report, spot }) => {
        const { x, y, width, height } = badge.button.getBoundingClientRect();
        return { src: spot.medium.url, label: report.label, basis: report.basis, rect: { x, y, width, height } };
      });
  Object.defineProperty(globalThis, 'whenceBadges', { value: whenceBadges });
}
