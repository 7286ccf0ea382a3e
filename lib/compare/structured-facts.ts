import { jsonLdNodes, jsonLdTexts } from '../originals/json-ld-nodes.ts';

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
      authors.push(...names(node, 'author'));
      headline ??= jsonLdTexts(node, 'headline')[0] ?? null;
      datelines.push(...jsonLdTexts(node, 'dateline'), ...names(node, 'locationCreated'));
      published ??= jsonLdTexts(node, 'datePublished')[0] ?? null;
      modified ??= jsonLdTexts(node, 'dateModified')[0] ?? null;
    }
    const isPicture = types.some((type) => type.endsWith('ImageObject') || type === 'Photograph');
    const addresses = [...jsonLdTexts(node, 'contentUrl'), ...jsonLdTexts(node, 'url')];
    if (isPicture && addresses.includes(address)) {
      credits.push(...jsonLdTexts(node, 'creditText'), ...names(node, 'creator'));
      captions.push(...jsonLdTexts(node, 'caption'));
      locations.push(...names(node, 'contentLocation'), ...names(node, 'locationCreated'));
    }
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

/** A person or organization is a text or an object with a name. */
function names(node: object, property: string): readonly string[] {
  const value: unknown = Reflect.get(node, property);
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_FOUND) : [value];
  const named = values.filter((each): each is object => typeof each === 'object' && each !== null);
  return [...jsonLdTexts(node, property), ...named.flatMap((each) => jsonLdTexts(each, 'name'))];
}

function some(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].slice(0, MAX_FOUND);
}
