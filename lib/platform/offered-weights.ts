import { browser } from 'wxt/browser';
import type { PublishedWeights } from '../model/weights.ts';
import { PUBLISHED_WEIGHTS } from '../weights/published-weights.ts';

/** The decoders that can be downloaded. The end-to-end build takes those of a test's own server, where it has one. */
export async function offeredWeights(): Promise<readonly PublishedWeights[]> {
  if (import.meta.env.MODE !== 'e2e') return PUBLISHED_WEIGHTS;
  const { weights } = (await browser.storage.local.get('weights')) as { weights?: readonly PublishedWeights[] };
  return weights ?? PUBLISHED_WEIGHTS;
}
