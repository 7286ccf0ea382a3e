import { jsonLdNodes, jsonLdTexts } from './json-ld-nodes.ts';

const MAX_FOUND = 16;

/**
 * Addresses of pictures a page's JSON-LD names (schema.org): `contentUrl` first, then `image`. Never `thumbnailUrl`,
 * which is smaller by definition. Empty when the text is not JSON.
 */
export function structuredPictures(jsonLd: string): readonly string[] {
  const content: string[] = [];
  const images: string[] = [];
  for (const node of jsonLdNodes(jsonLd)) {
    content.push(...jsonLdTexts(node, 'contentUrl'));
    images.push(...jsonLdTexts(node, 'image'));
    if (jsonLdTexts(node, '@type').some((type) => type.endsWith('ImageObject')))
      images.push(...jsonLdTexts(node, 'url'));
  }
  return [...new Set([...content, ...images])].slice(0, MAX_FOUND);
}
