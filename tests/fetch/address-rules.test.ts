import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../lib/fetch/address-rules.ts';

const PUBLIC_PAGE = 'https://example.org/page';

describe('from a public page', () => {
  it.each([
    'http://localhost/',
    'http://LOCALHOST:8080/',
    'http://localhost./',
    'http://a.localhost/',
    'http://127.0.0.1/',
    'http://127.9.9.9/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:192.168.1.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://[2002:c0a8:101::1]/',
    'http://[fc00::1]/',
    'http://[fdff::1]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://printer/',
    'http://printer.local/',
    'http://nas.lan/',
    'http://wiki.corp/',
    'http://metadata.google.internal/',
    'http://router.home.arpa/',
  ])('%s is not public', (url) => {
    expect(refusal(url, PUBLIC_PAGE)).toBe('not-public');
    expect(refusal(url, '')).toBe('not-public');
  });

  it.each([
    'https://example.org/a.jpg',
    'http://1.1.1.1/',
    'http://172.15.0.1/',
    'http://172.32.0.1/',
    'http://100.128.0.1/',
    'http://192.169.0.1/',
    'http://[2606:4700::1111]/',
    'http://[::ffff:1.1.1.1]/',
    'http://[64:ff9b::1.1.1.1]/',
    'https://local.example/',
    'https://localhost.example.com/',
  ])('%s is public', (url) => expect(refusal(url, PUBLIC_PAGE)).toBeNull());

  it.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'chrome://version',
    'javascript:alert(1)',
    'blob:https://a.b/1',
    'no address',
  ])('%s is unsupported', (url) => expect(refusal(url, PUBLIC_PAGE)).toBe('unsupported'));
});

describe('from an inner page', () => {
  it('its own host is allowed, on any port', () => {
    expect(refusal('http://192.168.1.1/logo.png', 'http://192.168.1.1:8080/')).toBeNull();
    expect(refusal('http://nas.local/a.jpg', 'http://nas.local/')).toBeNull();
    expect(refusal('http://nas.local./a.jpg', 'http://NAS.local/')).toBeNull();
  });

  it('another inner host is not', () => {
    expect(refusal('http://192.168.1.2/', 'http://192.168.1.1/')).toBe('not-public');
    expect(refusal('http://127.0.0.1/', 'http://192.168.1.1/')).toBe('not-public');
  });

  it('loopback pages may use every loopback host', () => {
    expect(refusal('http://127.0.0.1:9000/', 'http://localhost:8000/')).toBeNull();
    expect(refusal('http://b.localhost:1/', 'http://127.0.0.1/')).toBeNull();
    expect(refusal('http://[::1]/', 'http://a.localhost/')).toBeNull();
    expect(refusal('http://192.168.1.1/', 'http://localhost/')).toBe('not-public');
  });
});

it('never throws and never lets an IPv4 private address through, however it is written', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(10, 127),
      fc.nat(0xffffff),
      fc.constantFrom('number', 'hex', 'dotted', 'mapped'),
      (first, rest, form) => {
        const address = first * 2 ** 24 + rest;
        const dotted = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
        const host = {
          number: String(address),
          hex: `0x${address.toString(16)}`,
          dotted,
          mapped: `[::ffff:${dotted}]`,
        }[form];
        expect(refusal(`http://${host}/`, PUBLIC_PAGE)).toBe('not-public');
      },
    ),
  );
  fc.assert(fc.property(fc.string(), fc.string(), (url, page) => void refusal(url, page)));
});
