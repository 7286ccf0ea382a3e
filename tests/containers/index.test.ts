import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containers, recognize } from '../../lib/containers/index.ts';
import { sampleFiles } from './sample-files.ts';

describe('recognize', () => {
  it.each(sampleFiles)('$name: by one container only, from 4096 bytes', ({ format, file }) => {
    const head = file.subarray(0, 4096);
    expect(containers.filter((container) => container.matches(head)).map((container) => container.format)).toEqual([
      format,
    ]);
    expect(recognize(head)?.format).toBe(format);
  });

  it.each([
    ['application/pdf', '%PDF-1.7'],
    ['audio/wav', 'RIFF\0\0\0\0WAVE'],
    ['audio/wav', 'RF64\xff\xff\xff\xffWAVE'],
    ['video/x-msvideo', 'RIFF\0\0\0\0AVI '],
    ['audio/mpeg', 'ID3\x04'],
    ['audio/mpeg', '\xff\xfb\x90\x00'],
    ['audio/aac', '\xff\xf1\x50\x80'],
    ['text/html', '\ufeff<!-- a page -->\n<!DOCTYPE html>'],
    ['image/jxl', '\xff\x0a'],
    ['text/plain', 'plain text'],
    ['font/woff2', 'wOF2\0\x01\0\0'],
    ['video/quicktime', '\0\0\0\x08wide'],
    ['image/tiff', 'II*\0\x08\0\0\0'],
  ])('tells %s by %j', (format, head) => {
    expect(recognize(encoded(head))?.format).toBe(format);
  });

  it.each([
    '',
    'RIFF\0\0\0\0ACON',
    '{"error":"gone"}',
    '<h1>Log in</h1>',
    '<?xml version="1.0"?><feed/>',
    'a\0b',
    '\xff\xfe\x41\0',
    'FORM\0\0\0\0AIFF',
  ])('leaves %j alone', (head) => {
    expect(recognize(encoded(head))).toBeNull();
  });

  it('never throws', () => {
    const noise = fc.uint8Array({ maxLength: 64 });
    const start = fc.constantFrom(
      ...sampleFiles.map(({ file }) => file.subarray(0, 12)),
      Uint8Array.of(0x1f, 0x8b, 8, 0),
    );
    fc.assert(
      fc.property(fc.option(start, { nil: new Uint8Array(0) }), noise, (head, rest) => {
        recognize(new Uint8Array(Buffer.concat([head, rest])));
      }),
    );
  });
});

/** As UTF-8 where it has characters for that, else one byte a character. */
function encoded(head: string): Uint8Array {
  return new Uint8Array(Buffer.from(head, head.startsWith('\ufeff') ? 'utf8' : 'latin1'));
}
