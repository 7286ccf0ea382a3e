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

  it.each(['', '%PDF-1.7', 'RIFF\0\0\0\0WAVE', 'ID3\x04', '<!DOCTYPE html>', '\xff\x0a', 'plain text'])(
    'leaves %j to others',
    (head) => {
      expect(recognize(new Uint8Array(Buffer.from(head, 'latin1')))).toBeNull();
    },
  );

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
