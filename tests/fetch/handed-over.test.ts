import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unreadable } from '../../lib/bytes/source.ts';
import { base64Source, dataUrlSource } from '../../lib/fetch/handed-over.ts';

async function bytesOf(url: string): Promise<number[]> {
  const source = dataUrlSource(url);
  return [...(await source.read(0, source.size ?? 0))];
}

describe('data: addresses', () => {
  it.each([
    ['data:image/png;base64,AQID', [1, 2, 3]],
    ['data:;base64,AQID', [1, 2, 3]],
    ['DATA:image/png;x=y;BASE64,AQID', [1, 2, 3]],
    ['data:image/png;base64,AQ%49D', [1, 2, 3]],
    ['data:image/png;base64,A Q\nID', [1, 2, 3]],
    ['data:,a%20b', [97, 32, 98]],
    ['data:image/svg+xml,%3Csvg/%3E#part', [...Buffer.from('<svg/>')]],
    ['data:,100%', [...Buffer.from('100%')]],
    ['data:,', []],
  ])('%s', async (url, bytes) => expect(await bytesOf(url)).toEqual(bytes));

  it.each(['data:image/png;base64', 'https://example.org/', 'data:image/png;base64,****'])('%s is malformed', (url) => {
    expect(() => dataUrlSource(url)).toThrow(Unreadable);
  });

  it('holds what was put in, and never throws anything but Unreadable', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        expect(await bytesOf(`data:image/png;base64,${Buffer.from(bytes).toString('base64')}`)).toEqual([...bytes]);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          dataUrlSource(`data:${text}`);
        } catch (error) {
          expect(error).toBeInstanceOf(Unreadable);
        }
      }),
    );
  });
});

it('base64 that is too long is too large', () => {
  expect(() => base64Source('A'.repeat(50 * 1024 * 1024))).toThrow('too-large');
});
