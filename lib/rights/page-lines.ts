import type { PageClaim, PageRights, StanceLine } from '../model/stance.ts';
import { directiveLines } from './robots-directives.ts';
import { rslFor } from './rsl.ts';
import { isNid } from './nid.ts';
import { platformLabel } from './platform-label.ts';
import { licenseLines, type Place, rslLines, tdmLines } from './stated-lines.ts';
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
    ...numbersLines(page.nid, place),
    ...licenseLines(place, page.licenses),
  ];
  const aiLabel = structured.claim === null ? platformLabel(page.platformData, address) : null;
  return { lines, claim: aiLabel === null ? structured.claim : { aiLabel } };
}

/** The id under which Numbers Protocol knows a medium, where it is one. */
function numbersLines(nid: string | null, place: Place): readonly StanceLine[] {
  const value = nid?.trim() ?? '';
  const field = 'Numbers Nid';
  return isNid(value) ? [{ ...place, field, value, stance: 'unstated', scope: 'rights' }] : [];
}
