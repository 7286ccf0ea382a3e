import type { NewWork } from '../../lib/catalog/catalog.ts';
import type { Work } from '../../lib/model/work.ts';

/** The hash names the file: two works of one number are the same file. */
export function sampleWork(number: number, words: Partial<Work> = {}): NewWork {
  const work: Work = {
    id: `work-${number}`,
    title: `Harbor ${number}`,
    creator: 'Ada',
    licence: '',
    notes: '',
    name: `harbor-${number}.jpg`,
    added: new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString(),
    width: 2400,
    height: 1500,
    sha256: number.toString(16).padStart(64, '0'),
    iscc: number % 2 === 0 ? 'ISCC:EED4GQZQTY6J5DTHQ2DWCPDZHQOM6QZQTY6J5DTFZ2DWCPDZHQOMXDI' : null,
    isWholeOnly: false,
    facts: { signer: null, hasRecord: false, creator: 'Ada', credit: null, copyright: null },
    ...words,
  };
  const fingerprint = Uint8Array.from({ length: 40 + (number % 7) }, (_, at) => (at * 31 + number) % 256);
  const bytes = new Uint8Array([number % 256]);
  return { work, fingerprint, pictures: { shown: bytes, shownType: 'image/webp', luma: bytes } };
}
