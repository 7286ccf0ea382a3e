import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resolverAddress } from '../../lib/settings/resolver-address.ts';

it.each([
  ['https://records.example/v1/', 'https://records.example/v1'],
  [' Records.Example/v1 ', 'https://records.example/v1'],
  ['https://store.example', 'https://store.example'],
  ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
  ['http://localhost:3000', 'http://localhost:3000'],
])('%s is kept as %s', (typed, address) => {
  expect(resolverAddress(typed)).toBe(address);
  expect(resolverAddress(address)).toBe(address);
});

it.each([
  '',
  'word',
  'http://records.example/v1',
  'https://who@records.example/v1',
  'https://records.example/v1?key=1',
  'https://records.example/v1#a',
  'javascript:alert(1)',
  'ftp://records.example',
  `https://records.example/${'x'.repeat(300)}`,
])('%s is refused', (typed) => {
  expect(resolverAddress(typed)).toBeNull();
});

it('gives an address that stays what it is, or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string()), (typed) => {
      const address = resolverAddress(typed);
      if (address !== null) expect(resolverAddress(address)).toBe(address);
    }),
  );
});
