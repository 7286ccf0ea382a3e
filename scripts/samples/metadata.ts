import { crc32 } from 'node:zlib';
import type { Picture } from './sign.ts';

const NAMESPACES = {
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  TC260: 'http://www.tc260.org.cn/ns/AIGC/1.0/',
  dcterms: 'http://purl.org/dc/terms/',
} as const;

/** An XMP packet with one property (XMP part 1, ISO 16684-1). */
export function xmp(prefix: keyof typeof NAMESPACES, name: string, value: string): string {
  const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:${prefix}="${NAMESPACES[prefix]}" ${prefix}:${name}="${escaped}"/>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}

/** The XMP of an IPTC digital source type, written as most tools write it. */
export function xmpSourceType(type: string): string {
  return xmp('Iptc4xmpExt', 'DigitalSourceType', `http://cv.iptc.org/newscodes/digitalsourcetype/${type}`);
}

/** Signature and IHDR: where a PNG's first further chunk may stand (PNG §5.6). */
const PNG_HEAD = 33;

/** The PNG with a tEXt chunk before its pixels. Latin-1 only (PNG §11.3.3.2). */
export function withPngText(picture: Picture, keyword: string, text: string): Picture {
  const content = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length - 4);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(content));
  const head = picture.bytes.subarray(0, PNG_HEAD);
  return {
    ...picture,
    bytes: Buffer.concat([head, length, content, checksum, picture.bytes.subarray(PNG_HEAD)]),
  };
}
