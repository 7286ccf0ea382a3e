import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePem } from '../../lib/trust/parse-pem.ts';
import { pemOf, sequence } from './sample-pem.ts';

const CORPUS = new URL(
  `${process.env['WHENCE_CORPUS'] ?? '../shared/corpus'}/trust/`,
  new URL('../../', import.meta.url),
);

describe('certificates', () => {
  it('are taken out of the text around them, once each', () => {
    const text = `Subject\tCN=One\n${pemOf(1)}\r\nSubject CN=Two\n${pemOf(2).replaceAll('\n', '\r\n')}\n${pemOf(1)}`;
    expect(parsePem(text)).toEqual({ kind: 'parsed', pem: pemOf(1) + pemOf(2), certificates: 2 });
  });

  it('other blocks are left out', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
    expect(parsePem(key + pemOf(1))).toMatchObject({ pem: pemOf(1), certificates: 1 });
  });

  it.each([10, 0x7f, 0x80, 0xff, 0x100, 2000, 12_000])('of %i bytes are read', (length) => {
    expect(parsePem(armor(sequence(length))).kind).toBe('parsed');
  });
});

describe('refused', () => {
  const good = sequence(300);
  it.each([
    ['nothing', ''],
    ['a web page', '<!DOCTYPE html><html></html>'],
    ['a web page around a certificate', `<html>${pemOf(1)}</html>`],
    ['text without certificates', 'Subject CN=One'],
    ['an empty block', armor(new Uint8Array())],
    ['no base64', '-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----'],
    ['base64 cut short', pemOf(1).replace(/.\n-----END/, '\n-----END')],
    ['no SEQUENCE', armor(Uint8Array.of(0x31, ...good.subarray(1)))],
    ['a length beyond the end', armor(good.subarray(0, -1))],
    ['bytes after the end', armor(Uint8Array.of(...good, 0))],
    ['an indefinite length', armor(Uint8Array.of(0x30, 0x80, 0, 0))],
    ['one good and one damaged', pemOf(1) + armor(good.subarray(0, 100))],
    ['a list that is cut off', `${pemOf(1)}-----BEGIN CERTIFICATE-----\nMIIB`],
    ['a block in a block', `-----BEGIN CERTIFICATE-----\n${pemOf(1)}`],
    ['a giant certificate', armor(sequence(20_000))],
    ['a giant text', `${pemOf(1)}${' '.repeat(3_000_000)}`],
    ['hundreds of certificates', Array.from({ length: 501 }, (_, index) => pemOf(index)).join('')],
  ])('%s', (_name, text) => expect(parsePem(text).kind).toBe('refused'));
});

it('never throws, and what it accepts it accepts again', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', '\n', pemOf(1)),
    fc.uint8Array({ maxLength: 40 }).map(armor),
    fc.integer({ min: 0, max: 300 }).map((length) => armor(sequence(length))),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const result = parsePem(pieces.join(''));
      if (result.kind === 'parsed') expect(parsePem(result.pem)).toEqual(result);
    }),
  );
});

describe.skipIf(!isThere())('the published list', () => {
  it('has thirty certificates', () => {
    expect(parsePem(readFileSync(new URL('C2PA-TRUST-LIST.pem', CORPUS), 'utf8'))).toMatchObject({
      kind: 'parsed',
      certificates: 30,
    });
  });
});

function isThere(): boolean {
  try {
    return readFileSync(new URL('C2PA-TRUST-LIST.pem', CORPUS)).length > 0;
  } catch {
    return false;
  }
}

function armor(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
}
