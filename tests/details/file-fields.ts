import type { DecodedFields } from '../../lib/model/fields.ts';

/** What the decoders read of a file, where nothing else is said. */
export function fileFields(given: Partial<DecodedFields> = {}): DecodedFields {
  return { xmp: [], exif: null, iptc: new Map(), texts: [], comments: [], trailer: '', ...given };
}
