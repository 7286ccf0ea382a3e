import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SiteBadges } from '../../lib/model/badge-look.ts';
import { badgesAt, distinctSiteBadges, parseBadgeLook, withSiteBadges } from '../../lib/settings/badge-look.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';

const site = (host: string): SiteBadges => ({ host, corner: 'top-end', size: 'small' });

describe('the look of one site', () => {
  it('counts on its pages, whatever the port, and nowhere else', () => {
    const settings = { ...DEFAULT_SETTINGS, badgesBySite: [site('news.example')] };
    const own = { corner: 'top-end', size: 'small' };
    expect(badgesAt(settings, 'https://news.example:8443/a')).toEqual(own);
    for (const url of ['https://www.news.example/', 'https://example/news.example', '', 'about:blank'])
      expect(badgesAt(settings, url)).toEqual(DEFAULT_SETTINGS.badges);
  });

  it('is kept once, last chosen first, and dropped where it is as everywhere', () => {
    const once = withSiteBadges(DEFAULT_SETTINGS, site('a.example'));
    const twice = withSiteBadges({ ...DEFAULT_SETTINGS, badgesBySite: once }, site('b.example'));
    expect(twice.map(({ host }) => host)).toEqual(['b.example', 'a.example']);
    const settings = { ...DEFAULT_SETTINGS, badgesBySite: twice };
    expect(withSiteBadges(settings, { ...DEFAULT_SETTINGS.badges, host: 'b.example' })).toEqual(once);
  });

  it('makes room for itself where there are too many', () => {
    const badgesBySite = Array.from({ length: 300 }, (_, index) => site(`s${index}.example`));
    const kept = withSiteBadges({ ...DEFAULT_SETTINGS, badgesBySite }, site('new.example'));
    expect(kept).toHaveLength(200);
    expect(kept[0]).toEqual(site('new.example'));
    expect(distinctSiteBadges(badgesBySite)).toHaveLength(200);
  });
});

it('hostile values are no look and no site', () => {
  for (const host of ['', 'A.example', 'a.example:80', 'a b', 'x@y', 'x'.repeat(254), 7, null])
    expect(distinctSiteBadges([{ ...site(''), host }])).toEqual([]);
  fc.assert(
    fc.property(fc.anything(), fc.array(fc.anything()), (value, many) => {
      expect([undefined, 'normal', 'small']).toContain(parseBadgeLook(value)?.size);
      for (const { corner, size } of distinctSiteBadges(many)) expect(parseBadgeLook({ corner, size })).toBeDefined();
    }),
  );
});
