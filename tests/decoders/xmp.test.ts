import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeXmp } from '../../lib/decoders/xmp.ts';
import { xmpStructs, xmpText, xmpTexts } from '../../lib/decoders/xmp-lookup.ts';
import { ns } from '../../lib/decoders/xmp-namespaces.ts';
import { ascii, join, packet, utf16, utf8 } from './builders.ts';

const DC = `xmlns:dc="${ns.dc}"`;
const decode = (xml: string) => decodeXmp(utf8(xml));

describe('what stands in a packet', () => {
  it('finds a property by namespace and not by prefix, as attribute and as element', () => {
    const attribute = decode(packet(`xmlns:any="${ns.iptcExt}" any:DigitalSourceType="x"`));
    const element = decode(packet(`xmlns:q="${ns.iptcExt}"`, '<q:DigitalSourceType> x </q:DigitalSourceType>'));
    const other = decode(packet('xmlns:Iptc4xmpExt="urn:other" Iptc4xmpExt:DigitalSourceType="x"'));
    expect(xmpTexts(attribute.value, ns.iptcExt, 'DigitalSourceType')).toEqual(['x']);
    expect(xmpTexts(element.value, ns.iptcExt, 'DigitalSourceType')).toEqual(['x']);
    expect(xmpTexts(other.value, ns.iptcExt, 'DigitalSourceType')).toEqual([]);
    expect(attribute.incomplete).toBeNull();
  });

  it('flattens arrays in order and prefers the x-default alternative', () => {
    const { value } = decode(
      packet(
        DC,
        '<dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>' +
          '<dc:rights><rdf:Alt><rdf:li xml:lang="de">Alle</rdf:li><rdf:li xml:lang="x-default">All</rdf:li></rdf:Alt></dc:rights>',
      ),
    );
    expect(xmpTexts(value, ns.dc, 'creator')).toEqual(['A', 'B']);
    expect(xmpText(value, ns.dc, 'rights')).toBe('All');
  });

  it('reads rdf:resource, CDATA and qualified values', () => {
    const { value } = decode(
      packet(
        `${DC} xmlns:cc="${ns.cc}"`,
        '<cc:license rdf:resource="https://example.org/by"/><dc:source><![CDATA[a<b]]></dc:source>' +
          '<dc:identifier rdf:parseType="Resource"><rdf:value>id</rdf:value><dc:type>q</dc:type></dc:identifier>',
      ),
    );
    expect(xmpText(value, ns.cc, 'license')).toBe('https://example.org/by');
    expect(xmpText(value, ns.dc, 'source')).toBe('a<b');
    expect(xmpText(value, ns.dc, 'identifier')).toBe('id');
  });

  it.each([
    ['parseType', '<p:Licensor><rdf:Bag><rdf:li rdf:parseType="Resource"><p:N>n</p:N></rdf:li></rdf:Bag></p:Licensor>'],
    ['a nested Description', '<p:Licensor><rdf:Description><p:N>n</p:N></rdf:Description></p:Licensor>'],
    ['a nested Description with attributes', '<p:Licensor><rdf:Description p:N="n"/></p:Licensor>'],
    ['attributes alone', '<p:Licensor p:N="n"/>'],
  ])('reads a structure written with %s', (_, xml) => {
    const { value } = decode(packet(`xmlns:p="${ns.plus}"`, xml));
    expect(xmpStructs(value, ns.plus, 'Licensor').map((struct) => xmpText(struct, ns.plus, 'N'))).toEqual(['n']);
  });

  it('takes several Descriptions, and a block without wrapper whose prefixes are declared outside it', () => {
    const { value, incomplete } = decode(
      '<rdf:RDF><rdf:Description dc:title="a"/><rdf:Description><dc:title>b</dc:title></rdf:Description></rdf:RDF>',
    );
    expect(xmpTexts(value, ns.dc, 'title')).toEqual(['a', 'b']);
    expect(incomplete).toBeNull();
  });
});

describe('encodings', () => {
  const xml = packet(DC, '<dc:title>Grüße 你好</dc:title>');
  const utf32 = (isLittle: boolean) => {
    const codes = Array.from(xml, (char) => char.codePointAt(0) ?? 0);
    const view = new DataView(new ArrayBuffer(codes.length * 4));
    for (const [index, code] of codes.entries()) view.setUint32(index * 4, code, isLittle);
    return new Uint8Array(view.buffer);
  };
  it.each([
    ['UTF-8', utf8(xml)],
    ['UTF-8 with a mark', join(Uint8Array.of(0xef, 0xbb, 0xbf), utf8(xml))],
    ['UTF-16BE', utf16(xml, 'big')],
    ['UTF-16LE', utf16(xml, 'little')],
    ['UTF-16BE with a mark', join(Uint8Array.of(0xfe, 0xff), utf16(xml, 'big'))],
    ['UTF-16LE with a mark', join(Uint8Array.of(0xff, 0xfe), utf16(xml, 'little'))],
    ['UTF-32BE', utf32(false)],
    ['UTF-32LE', utf32(true)],
  ])('reads %s', (_, bytes) => {
    const { value, incomplete } = decodeXmp(bytes);
    expect(xmpText(value, ns.dc, 'title')).toBe('Grüße 你好');
    expect(incomplete).toBeNull();
  });

  it('reads Latin-1 where the bytes are no UTF-8', () => {
    const { value } = decodeXmp(
      join(ascii(packet('').slice(0, 0)), ascii(`<rdf:RDF><rdf:Description dc:title="\xe9"/></rdf:RDF>`)),
    );
    expect(xmpText(value, ns.dc, 'title')).toBe('é');
  });
});

describe('what is broken', () => {
  it('keeps what stood before a cut and says truncated', () => {
    const whole = packet(DC, '<dc:title>kept</dc:title><dc:source>half of a longer te');
    const { value, incomplete } = decode(whole.slice(0, whole.indexOf('te</rdf:Description>') + 1));
    expect(xmpText(value, ns.dc, 'title')).toBe('kept');
    expect(xmpText(value, ns.dc, 'source')).toBeNull();
    expect(incomplete).toBe('truncated');
  });

  it('keeps what stands around a fault and says malformed', () => {
    const { value, incomplete } = decode(packet(DC, '<dc:title>a & b</dc:title><dc:source>c</dc:source>'));
    expect(xmpText(value, ns.dc, 'source')).toBe('c');
    expect(incomplete).toBe('malformed');
  });

  it('ignores what follows the block, as padding and garbage do', () => {
    expect(decode(`${packet(DC, '<dc:title>t</dc:title>')}\0\0 & < garbage`).incomplete).toBeNull();
  });

  it('is empty and whole for nothing, malformed for what is not XMP', () => {
    expect(decode('')).toEqual({ value: [], incomplete: null });
    expect(decode('   \0')).toEqual({ value: [], incomplete: null });
    for (const bytes of [utf8('no packet'), utf8('{"AIGC":1}'), new Uint8Array(500).fill(0x81)])
      expect(decodeXmp(bytes)).toEqual({ value: [], incomplete: 'malformed' });
    expect(decode('<html><body>c2pa</body></html>')).toEqual({ value: [], incomplete: 'malformed' });
  });

  it('knows no entities of a document type', () => {
    const { value, incomplete } = decode(
      `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(50)}">]>${packet(DC, '<dc:title>&a;&a;</dc:title>')}`,
    );
    expect(xmpText(value, ns.dc, 'title')).not.toContain('bbb');
    expect(incomplete).toBe('malformed');
  });

  it.each([
    ['inside the block', packet(DC, '<dc:a>'.repeat(100_000))],
    ['before the block', '<a>'.repeat(100_000) + packet('')],
    ['in prefixed elements', `<a:a xmlns:a="urn:a">${'<a:b>'.repeat(100_000)}`],
  ])('stops at a depth limit %s, quickly', (_, xml) => {
    const started = performance.now();
    expect(decode(xml).incomplete).toMatch(/too-large|malformed/);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('stops counting at a limit of elements and of faults, and refuses huge packets', () => {
    expect(decode(packet(DC, '<dc:a/>'.repeat(150_000))).incomplete).toBe('too-large');
    const attributes = Array.from({ length: 150_000 }, (_, index) => `dc:a${index}="x"`).join(' ');
    expect(decode(packet(DC, `<dc:a ${attributes}/>`)).incomplete).toBe('too-large');
    expect(decode(packet(DC, '</a>'.repeat(500_000))).incomplete).toBe('malformed');
    expect(decodeXmp(new Uint8Array(17 * 1024 * 1024))).toEqual({ value: [], incomplete: 'too-large' });
  });

  it('keeps attacker-chosen names as plain values', () => {
    const { value } = decode(packet(DC, '<dc:__proto__>x</dc:__proto__><dc:constructor>y</dc:constructor>'));
    expect(xmpText(value, ns.dc, '__proto__')).toBe('x');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('any input', () => {
  it('gives properties and a reason, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(Array.isArray(decodeXmp(bytes).value)).toBe(true);
      }),
    );
  });

  it('survives any damage to a real packet', () => {
    const bytes = utf8(packet(DC, '<dc:creator><rdf:Seq><rdf:li>A</rdf:li></rdf:Seq></dc:creator>'));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, damage) => {
        const damaged = bytes.slice();
        damaged.set(damage.subarray(0, bytes.length - at), at);
        expect(Array.isArray(decodeXmp(damaged).value)).toBe(true);
      }),
    );
  });

  it('gives back any text that was written as XML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const plain = text.replaceAll(/[^\u0020-\ud7ff]/gu, '').trim();
        const escaped = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        const { value, incomplete } = decode(packet(DC, `<dc:title>${escaped}</dc:title>`));
        expect(xmpText(value, ns.dc, 'title') ?? '').toBe(plain);
        expect(incomplete).toBeNull();
      }),
    );
  });
});
