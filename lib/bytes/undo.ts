import type { Encoding } from '../model/container.ts';
import type { Outcome } from '../model/outcome.ts';
import { decodeBase64 } from './base64.ts';
import { openBrotli } from './brotli.ts';
import { inflate } from './inflate.ts';
import { fromVariationSelectors } from './variation-selectors.ts';
import { resynchronize } from './unsynchronisation.ts';

/** The bytes behind an encoding, when they are no more than `cap`. The reasons are those of each decoder. */
export async function undo(encoding: Encoding, stored: Uint8Array, cap: number): Promise<Outcome<Uint8Array>> {
  switch (encoding) {
    case 'base64':
      return decodeBase64(stored);
    case 'zlib':
    case 'deflate':
      return inflate(stored, encoding, cap);
    case 'brotli':
      return openBrotli(stored, cap);
    case 'unsynchronised':
      return { kind: 'found', value: resynchronize(stored) };
    case 'variation-selectors':
      return fromVariationSelectors(stored);
  }
}
