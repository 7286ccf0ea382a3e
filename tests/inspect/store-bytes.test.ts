import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsCertificates, storeBytes } from '../../lib/inspect/store-bytes.ts';
import type { ContainerMap, Part } from '../../lib/model/container.ts';

const FILE = Uint8Array.from({ length: 256 }, (_, index) => index);
const map = (...parts: readonly Part[]): ContainerMap => ({ format: 'image/jpeg', parts, incomplete: null });
const part = (...ranges: readonly (readonly [number, number])[]): Part => ({
  kind: 'c2pa',
  ranges: ranges.map(([offset, length]) => ({ offset, length })),
});

describe('storeBytes', () => {
  it('joins the pieces of a store, and stores', async () => {
    expect(await storeBytes(map(part([1, 2], [9, 1])), FILE)).toEqual(Uint8Array.of(1, 2, 9));
    expect(await storeBytes(map(part([1, 2]), part([9, 1])), FILE)).toEqual(Uint8Array.of(1, 2, 9));
  });

  it('leaves other parts out', async () => {
    expect(await storeBytes(map({ ...part([1, 2]), kind: 'xmp' }, part([5, 1])), FILE)).toEqual(Uint8Array.of(5));
  });

  it('is null when a store is cut off, damaged or too large', async () => {
    expect(await storeBytes(map(part([1, 2]), part([250, 10])), FILE)).toBeNull();
    expect(await storeBytes(map({ ...part([0, 9]), encoding: 'base64' }), FILE)).toBeNull();
    const large = new Uint8Array(9 * 1024 * 1024);
    expect(await storeBytes(map(part([0, large.length])), large)).not.toBeNull();
    expect(await storeBytes(map(part([0, large.length]), part([0, large.length])), large)).toBeNull();
  });
});

describe('holdsCertificates', () => {
  it('looks for every serial number, of odd length too', () => {
    expect(holdsCertificates(FILE, new Set(['708090a', 'f0f1f2']))).toBe(true);
    expect(holdsCertificates(FILE, new Set(['708090a', 'f0f2']))).toBe(false);
  });

  it('is no where the serial numbers are not known, or too many', () => {
    expect(holdsCertificates(FILE, null)).toBe(false);
    const many = Array.from({ length: 17 }, (_, index) => `${(index + 16).toString(16)}`);
    expect(holdsCertificates(FILE, new Set(many))).toBe(false);
    expect(holdsCertificates(FILE, new Set(many.slice(1)))).toBe(true);
  });

  it('finds a number wherever it stands, and none that is not there', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 99 }),
        fc.uint8Array({ minLength: 1, maxLength: 20 }),
        (before, serial) => {
          const hex = new Set([Buffer.from(serial).toString('hex')]);
          expect(holdsCertificates(Uint8Array.of(...before, ...serial, ...before), hex)).toBe(true);
          expect(holdsCertificates(before, hex)).toBe(Buffer.from(before).includes(Buffer.from(serial)));
        },
      ),
    );
  });
});
