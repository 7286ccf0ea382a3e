import type { PageClaim, StanceLine } from '../model/stance.ts';
import { jsonLdTexts } from '../originals/json-ld-nodes.ts';
import { jsonLdNames, structuredMedia } from '../originals/structured-media.ts';
import { cut } from './cut.ts';

/** Properties of schema.org that say who holds rights and on what terms. */
const FIELDS = [
  'creator',
  'creditText',
  'copyrightNotice',
  'copyrightHolder',
  'license',
  'acquireLicensePage',
  'usageInfo',
] as const;
const MAX_PER_FIELD = 3;

/** What a page's JSON-LD says of the rights in one medium and of how it was made. */
export function structuredRights(
  jsonLd: readonly string[],
  address: string,
  source: string,
): { readonly lines: readonly StanceLine[]; readonly claim: PageClaim | null } {
  const nodes = structuredMedia(jsonLd, address);
  const lines = FIELDS.flatMap((field) => {
    const texts = new Set(nodes.flatMap((node) => jsonLdNames(node, field)).map(cut));
    return [...texts].slice(0, MAX_PER_FIELD).map((value): StanceLine => ({
      ...{ layer: 'page', source, field: `schema.org ${field}`, value, stance: 'unstated', scope: 'rights' },
    }));
  });
  const [type] = nodes.flatMap((node) => jsonLdTexts(node, 'digitalSourceType'));
  return { lines, claim: type === undefined ? null : { digitalSourceType: cut(type) } };
}
