import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { latin1 } from '../../lib/bytes/byte-view.ts';
import { svg as container } from '../../lib/containers/svg.ts';
import { manifestStore, zeros } from '../support/build-bytes.ts';
import { mapFile } from './map-file.ts';

const text = (svg: string) => new Uint8Array(Buffer.from(svg, 'utf8'));
const store = manifestStore(200);
const BASE64 = Buffer.from(store).toString('base64');
const SVG = 'xmlns="http://www.w3.org/2000/svg"';
const C2PA = 'xmlns:c2pa="http://c2pa.org/manifest"';
const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';

describe('SVG', () => {
  it.each([
    '<svg/>',
    '\ufeff<?xml version="1.0"?>\n<!-- made by hand -->\n<svg>',
    '<!DOCTYPE svg PUBLIC "x" "y"><svg>',
    '<s:svg xmlns:s="http://www.w3.org/2000/svg">',
  ])('is told by its root: %s', (start) => {
    expect(container.matches(text(start))).toBe(true);
  });

  it.each(['<!DOCTYPE html><svg>', '<html><svg>', '<svgx/>', '<!-- <svg> -->', '<?xml version="1.0"?>', 'svg', ''])(
    'is not mistaken: %s',
    (start) => {
      expect(container.matches(text(start))).toBe(false);
    },
  );

  it('maps nothing in a bare drawing, and its size where it is in pixels', async () => {
    const bare = { format: 'image/svg+xml', parts: [], incomplete: null };
    const drawn = await mapFile(text(`<svg ${SVG} width="32" height="16.5px"><path d="M0 0"/></svg>`));
    expect(drawn.map).toEqual({ ...bare, pixels: { width: 32, height: 16 } });
    expect((await mapFile(text(`<svg ${SVG} width="100%" height="2cm"/>`))).map).toEqual(bare);
  });

  it.each([
    ['the customary prefix', `<metadata><c2pa:manifest ${C2PA}>${BASE64}</c2pa:manifest></metadata>`],
    ['another prefix', `<metadata><m:manifest xmlns:m="http://c2pa.org/manifest">${BASE64}</m:manifest></metadata>`],
    [
      'a default namespace',
      `<metadata><manifest xmlns="http://c2pa.org/manifest">\n ${BASE64} \n</manifest></metadata>`,
    ],
    ['letters of several bytes before it', `<title>Größe 😀 …</title><c2pa:manifest ${C2PA}>${BASE64}</c2pa:manifest>`],
  ])('finds the store under %s', async (_, content) => {
    const { map, kinds, read } = await mapFile(text(`<svg ${SVG}>${content}<path/></svg>`));
    expect([map.incomplete, kinds]).toEqual([null, ['c2pa']]);
    expect(await read('c2pa')).toBe(latin1(store));
  });

  it('takes what the reference implementation takes: an undeclared customary prefix', async () => {
    const { map, kinds } = await mapFile(text(`<svg ${SVG}><c2pa:manifest>${BASE64}</c2pa:manifest></svg>`));
    expect([map.incomplete, kinds]).toEqual(['malformed', ['c2pa']]);
  });

  it.each(['', 'c29tZSB0ZXN0IGRhdGE=', '!!!', `<b>${BASE64}</b>`])(
    'calls an element with %o in it malformed',
    async (content) => {
      const { map, kinds } = await mapFile(text(`<svg ${SVG}><c2pa:manifest ${C2PA}>${content}</c2pa:manifest></svg>`));
      expect([map.incomplete, kinds]).toEqual(['malformed', []]);
    },
  );

  it('maps an XMP packet as it stands', async () => {
    const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${RDF}><rdf:Description/></rdf:RDF></x:xmpmeta>`;
    const { map, kinds, read } = await mapFile(text(`<svg ${SVG}><metadata>é${packet}</metadata></svg>`));
    expect([map.incomplete, kinds, await read('xmp')]).toEqual([null, ['xmp'], packet]);
  });

  it('brings along the tags that declare the prefixes of RDF', async () => {
    const rdf = '<rdf:RDF><cc:Work rdf:about=""/></rdf:RDF>';
    const root = `<svg ${SVG} ${RDF} xmlns:cc="http://creativecommons.org/ns#">`;
    const { map, read } = await mapFile(text(`<!-- é -->${root}<g><metadata id="m">${rdf}</metadata></g></svg>`));
    expect([map.incomplete, await read('xmp')]).toEqual([null, `${root}${rdf}`]);
  });

  it('knows the short entities of Illustrator, and no others', async () => {
    const doctype = (entity: string) => `<!DOCTYPE svg [ <!ENTITY ns "${entity}"> ]>`;
    const drawing = `<svg xmlns="&ns;"><text>&ns;</text></svg>`;
    expect((await mapFile(text(doctype('http://www.w3.org/2000/svg') + drawing))).map.incomplete).toBeNull();
    for (const entity of ['&amp;lt;g>', '<g/>', 'x'.repeat(200)])
      expect((await mapFile(text(doctype(entity) + drawing))).map.incomplete).toBe('malformed');
    for (const name of ['constructor', '__proto__', 'toString'])
      expect((await mapFile(text(`<svg>&${name};</svg>`))).map.incomplete).toBe('malformed');
  });

  it('is not blown up by entities', async () => {
    const lol = `<!DOCTYPE svg [<!ENTITY a "${'lol'.repeat(40)}">]><svg>${'&a;'.repeat(500_000)}</svg>`;
    const laughs = '<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]><svg>&c;</svg>';
    expect((await mapFile(text(lol))).map.incomplete).toBe('too-large');
    expect((await mapFile(text(laughs))).map.incomplete).toBe('malformed');
  });

  it('says truncated when the end is missing, and keeps what it found', async () => {
    const { map, kinds } = await mapFile(text(`<svg ${SVG}><c2pa:manifest ${C2PA}>${BASE64}</c2pa:manifest><path`));
    expect([map.incomplete, kinds]).toEqual(['truncated', ['c2pa']]);
  });

  it.each(['<svg><a></b></svg>', '<svg><a b=c/></svg>', '<svg>&nothing;</svg>', '<svg/><svg/>', '<svg a="1" a="2"/>'])(
    'calls %s malformed',
    async (drawing) => {
      expect((await mapFile(text(drawing))).map.incomplete).toBe('malformed');
    },
  );

  it.each([
    ['svgz', gzipSync(`<svg ${SVG}></svg>`)],
    ['UTF-16', Buffer.from(`\ufeff<svg ${SVG}></svg>`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(`<svg ${SVG}></svg>`, 'utf16le').swap16()],
    ['Latin-1', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?><svg>é</svg>`, 'latin1')],
  ])('recognizes %s and says it is unsupported', async (_, file) => {
    expect((await mapFile(new Uint8Array(file))).map).toEqual({
      format: 'image/svg+xml',
      parts: [],
      incomplete: 'unsupported',
    });
  });

  it('bounds depth, faults and size', async () => {
    expect((await mapFile(text(`<svg>${'<g>'.repeat(200_000)}`))).map.incomplete).toBe('too-large');
    expect((await mapFile(text(`<svg>${'&x;'.repeat(200_000)}</svg>`))).map.incomplete).toBe('malformed');
    const large = zeros(9 * 1024 * 1024).fill(0x20);
    large.set(text('<svg>'));
    expect((await mapFile(large)).map.incomplete).toBe('too-large');
    expect((await mapFile(large, { tellsSize: false })).map.incomplete).toBe('too-large');
  });

  it('is quick with a hundred thousand empty manifests', async () => {
    const started = performance.now();
    const { map } = await mapFile(text(`<svg ${C2PA}>${'<c2pa:manifest/>'.repeat(100_000)}</svg>`));
    expect(map.incomplete).toBe('malformed');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
