import { jsonLdNodes, jsonLdTexts } from '../originals/json-ld-nodes.ts';
import { jsonLdNames, structuredMedia } from '../originals/structured-media.ts';

/** What a page's JSON-LD (schema.org) says of its article and of one picture. */
export interface StructuredFacts {
  readonly authors: readonly string[];
  readonly credits: readonly string[];
  readonly captions: readonly string[];
  readonly published: string | null;
  readonly modified: string | null;
  readonly headline: string | null;
  readonly datelines: readonly string[];
  readonly locations: readonly string[];
}

const MAX_FOUND = 8;

/** @param address of the picture; only what is said of this very address is taken for it. */
export function structuredFacts(jsonLd: readonly string[], address: string): StructuredFacts {
  const authors: string[] = [];
  const credits: string[] = [];
  const captions: string[] = [];
  const datelines: string[] = [];
  const locations: string[] = [];
  let headline: string | null = null;
  let published: string | null = null;
  let modified: string | null = null;
  for (const node of jsonLd.flatMap((text) => [...jsonLdNodes(text)])) {
    const types = jsonLdTexts(node, '@type');
    if (types.some((type) => /(Article|BlogPosting|Report)$/.test(type))) {
      authors.push(...jsonLdNames(node, 'author'));
      headline ??= jsonLdTexts(node, 'headline')[0] ?? null;
      datelines.push(...jsonLdTexts(node, 'dateline'), ...jsonLdNames(node, 'locationCreated'));
      published ??= jsonLdTexts(node, 'datePublished')[0] ?? null;
      modified ??= jsonLdTexts(node, 'dateModified')[0] ?? null;
    }
  }
  for (const node of structuredMedia(jsonLd, address)) {
    credits.push(...jsonLdTexts(node, 'creditText'), ...jsonLdNames(node, 'creator'));
    captions.push(...jsonLdTexts(node, 'caption'));
    locations.push(...jsonLdNames(node, 'contentLocation'), ...jsonLdNames(node, 'locationCreated'));
  }
  return {
    authors: some(authors),
    credits: some(credits),
    captions: some(captions),
    published,
    modified,
    headline,
    datelines: some(datelines),
    locations: some(locations),
  };
}

function some(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].slice(0, MAX_FOUND);
}
