import type { PageClaim, PageRights, StanceLine } from '../model/stance.ts';
import { directiveLines } from './robots-directives.ts';
import { rslFor } from './rsl.ts';
import { licenseLines, rslLines, tdmLines } from './stated-lines.ts';
import { structuredRights } from './structured-rights.ts';

/** What a page says of its use and of the rights in one medium it shows. */
export function pageLines(
  page: PageRights,
  address: string,
  isPicture: boolean,
): { readonly lines: readonly StanceLine[]; readonly claim: PageClaim | null } {
  const place = { layer: 'page', source: URL.parse(page.address)?.host ?? '' } as const;
  const structured = structuredRights(page.jsonLd, address, place.source);
  const inline = page.rsl.flatMap((xml) => {
    const terms = rslFor(xml, page.address, page.address);
    return terms === null || terms === 'malformed' ? [] : rslLines(place, terms);
  });
  const lines = [
    ...tdmLines(place, page.tdmReservation, page.tdmPolicy),
    ...page.robots.flatMap((text) => directiveLines(text, { ...place, field: 'meta robots' }, isPicture)),
    ...inline,
    ...structured.lines,
    ...licenseLines(place, page.licenses),
  ];
  return { lines, claim: structured.claim };
}
