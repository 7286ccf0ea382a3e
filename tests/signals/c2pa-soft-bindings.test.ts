import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Assertion, Manifest } from '../../lib/decoders/c2pa-store.ts';
import { readSoftBindings } from '../../lib/signals/c2pa-soft-bindings.ts';

function read(content: unknown, label = 'c2pa.soft-binding') {
  const assertions: Assertion[] = [{ label, content, isCreated: true }];
  return readSoftBindings({ assertions } as unknown as Manifest);
}

const valueOf = (value: unknown) => read({ alg: 'org.example.mark', blocks: [{ scope: {}, value }] })[0]?.value;

it('reads every block of every soft binding assertion', () => {
  const blocks = [{ value: 'AAEC' }, { value: 'AQID' }];
  expect(read({ alg: 'org.example.mark', blocks }, 'c2pa.soft-binding__2')).toEqual([
    { alg: 'org.example.mark', value: 'AAEC', from: 'record' },
    { alg: 'org.example.mark', value: 'AQID', from: 'record' },
  ]);
  expect(read({ alg: 'org.example.mark', blocks }, 'c2pa.soft-binding-other')).toEqual([]);
});

it.each([
  ['base64, as the validator shows bytes', 'AQID', 'AQID'],
  ['bytes as a list', [1, 2, 3], 'AQID'],
  ['bytes in the other notation of the validator', "b64'AQID'", 'AQID'],
  ['a notation of the algorithm’s own, which resolvers want as base64', '2*0110', btoa('2*0110')],
  ['text beyond Latin', '…', '4oCm'],
])('gives a value as base64 from %s', (_, value, base64) => {
  expect(valueOf(value)).toBe(base64);
});

it.each([[['x']], [[256]], [{}], [null], ["b64'*'"], ['A'.repeat(5000)], [Array.from({ length: 4096 }, () => 1)]])(
  'never guesses or cuts a value: %j',
  (value) => {
    expect(valueOf(value)).toBe('');
  },
);

it('keeps to twenty, and never throws', () => {
  expect(read({ alg: 'a.b', blocks: Array.from({ length: 1000 }, () => ({ value: 'AAEC' })) })).toHaveLength(20);
  expect(read({ blocks: [{ value: 'AAEC' }] })).toEqual([]);
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (content, value) => {
      read(content);
      const base64 = valueOf(value) ?? '';
      expect(atob(base64).length).toBeLessThanOrEqual(4096);
    }),
  );
});
