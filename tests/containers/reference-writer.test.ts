import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { memorySource } from '../../lib/bytes/source.ts';
import { recognize } from '../../lib/containers/index.ts';
import type { PartKind } from '../../lib/model/container.ts';
import type { Format } from '../../lib/model/format.ts';
import { createAuthority, type Credential } from '../../scripts/samples/authority.ts';
import { sign } from '../../scripts/samples/sign.ts';

const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>';
const picture = () => sharp({ create: { width: 48, height: 32, channels: 3, background: '#336699' } });
const withTags = () =>
  picture()
    .withExif({ IFD0: { Software: 'Whence test' } })
    .withXmp(XMP);
const svg = Buffer.from(
  `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32"><path d="M0 0h9v9z"/></svg>`,
);

/** Pictures as libraries outside this project write them, with EXIF and XMP where they can. */
const writers: { format: Format; make: () => Promise<Buffer>; tags: PartKind[] }[] = [
  { format: 'image/jpeg', make: () => withTags().jpeg().toBuffer(), tags: ['exif', 'xmp'] },
  { format: 'image/png', make: () => withTags().png().toBuffer(), tags: ['exif', 'png-ztxt'] },
  { format: 'image/webp', make: () => withTags().webp().toBuffer(), tags: ['exif', 'xmp'] },
  { format: 'image/avif', make: () => withTags().avif({ effort: 0 }).toBuffer(), tags: ['exif', 'xmp'] },
  { format: 'image/tiff', make: () => withTags().tiff().toBuffer(), tags: ['xmp'] },
  { format: 'image/gif', make: () => picture().gif().toBuffer(), tags: [] },
  { format: 'image/svg+xml', make: async () => svg, tags: [] },
];

describe('files of the reference C2PA writer', () => {
  let credential: Credential;
  beforeAll(async () => {
    const authority = await createAuthority('Container Tests');
    const [from, until] = [new Date('2025-01-01'), new Date('2045-01-01')];
    credential = await authority.issue({ organization: 'Container Tests', name: 'Signer', from, until });
  });

  it.each(writers)('$format: the store is found, whole and alone', async ({ format, make, tags }) => {
    const unsigned = await make();
    const plan = { title: 'Test', generator: 'Test', actions: [{ action: 'c2pa.created', source: 'digitalCapture' }] };
    const { bytes } = await sign({ bytes: unsigned, mime: format }, plan, credential);

    const before = await mapOf(unsigned);
    expect(before.map).toMatchObject({ format, incomplete: null, pixels: { width: 48, height: 32 } });
    expect(before.kinds).toEqual(expect.arrayContaining(tags));
    expect(before.kinds).not.toContain('c2pa');

    const after = await mapOf(bytes);
    expect(after.map).toMatchObject({ format, incomplete: null });
    expect(after.kinds).toEqual(expect.arrayContaining(tags));
    expect(after.kinds.filter((kind) => kind === 'c2pa')).toHaveLength(1);
    const store = await after.read('c2pa');
    expect(new DataView(store.buffer, store.byteOffset).getUint32(0)).toBe(store.length);
    for (const kind of tags) expect(startOf(await after.read(kind))).toMatch(/^(II\*|MM\0|<|XML:com.adobe.xmp)/);
  });
});

async function mapOf(file: Uint8Array) {
  const bytes = new Uint8Array(file);
  const source = memorySource(bytes);
  const map = await recognize(bytes.subarray(0, 4096))?.map(source);
  if (map === undefined) throw new Error('not recognized');
  const read = async (kind: PartKind) => {
    const part = map.parts.find((each) => each.kind === kind);
    const outcome = part && (await readPart(source, part, 1 << 20));
    if (outcome?.kind !== 'found') throw new Error(`${kind}: ${outcome?.kind}`);
    return outcome.value;
  };
  return { map, kinds: map.parts.map(({ kind }) => kind), read };
}

function startOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 24));
}
