import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { ListedNames, More, lapsedWords } from '../../components/ListedSigners.tsx';
import { ChainAnswer, SignerCertificates } from '../../components/SignerCertificates.tsx';
import { SignerSection } from '../../components/ReportAside.tsx';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { CertificateChain, ChainCertificate } from '../../lib/model/certificate.ts';
import type { Outcome } from '../../lib/model/outcome.ts';
import { LIST_PROBLEMS, type ListedCertificate } from '../../lib/model/trust.ts';
import { readWords } from '../support/read-words.ts';
import { reportFor, sampleRecord } from '../verdict/sample-reports.ts';

const t = await pageTranslator('en-GB', readWords);
const desk = { onLook: async () => ({ kind: 'absent' }) as const, onCopy: async () => {} };
const record = sampleRecord({ trustList: null, trustListName: null });
const LEAF: ChainCertificate = {
  subject: { name: 'Leaf', organisation: 'Leaf Org' },
  issuer: { name: 'Root', organisation: null },
  from: '2024-01-01T00:00:00Z',
  until: '2030-01-01T00:00:00Z',
  usages: ['digitalSignature', 'emailProtection'],
  fingerprint: 'ab'.repeat(32),
  pem: '-----BEGIN CERTIFICATE-----\nMIIB+/=\n-----END CERTIFICATE-----\n',
  lists: [],
};

const shown = (chain: Outcome<CertificateChain>): string =>
  renderToString(<ChainAnswer chain={chain} record={record} desk={desk} t={t} />);
const found = (certificates: readonly ChainCertificate[], others = 0): string =>
  shown({ kind: 'found', value: { certificates, others } });

describe('the certificates of a signer', () => {
  it('are not read before somebody asks', () => {
    const html = renderToString(<SignerCertificates record={record} desk={desk} t={t} />);
    expect(html).toMatch(/<button[^>]*>Look at the certificates/);
    expect(html).not.toContain('PEM');
  });

  it('are offered only where the record is in the file', () => {
    const offered = (over: object) =>
      renderToString(
        <SignerSection
          report={reportFor('ai-generated', 'signed-unrecognised', { record, recordFrom: 'file', ...over })}
          certificates={desk}
          t={t}
        />,
      ).includes('Look at the certificates');
    expect(offered({})).toBe(true);
    expect(offered({ recordFrom: 'remote' })).toBe(false);
    expect(offered({ stream: { address: 'https://a.example/1.m4s', compared: null } })).toBe(false);
  });

  it('tell whom they name, how long, for what, and that no list has them', () => {
    const html = found([LEAF], 2);
    expect(html).toContain('Vouching for this signer: none of your lists.');
    for (const fact of ['Leaf Org: Leaf', 'Root', '1 Jan 2024', '1 Jan 2030', 'digitalSignature, emailProtection'])
      expect(html).toContain(fact);
    expect(html).toMatch(/Listed on<\/dt><dd>none of your lists/);
    expect(html).toContain('ab'.repeat(32));
    expect(html).toContain('2 further certificates are not shown.');
  });

  it('can be taken away as text, and trusted nowhere here', () => {
    const html = found([LEAF]);
    expect(html).toContain('download="certificate-1.pem"');
    const [, href = ''] = /href="data:application\/x-pem-file,([^"]+)"/.exec(html) ?? [];
    expect(decodeURIComponent(href)).toBe(LEAF.pem);
    expect(html).toContain('href="/options.html#trust"');
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).not.toMatch(/<input|<form/);
  });

  it('name the lists that have them', () => {
    const lists = [
      { kind: 'interim', name: 'interim' },
      { kind: 'custom', name: 'Mine' },
    ] as const;
    expect(found([{ ...LEAF, lists }])).toContain('the C2PA interim list, closed since 2026 and your own list “Mine”');
  });

  it('say why they could not be read, and when there are none', () => {
    expect(shown({ kind: 'unanswered', why: 'blocked' })).toContain('They could not be read: the server refused.');
    expect(shown({ kind: 'absent' })).toContain('comes with no certificate');
  });

  it.each(['<script>alert(1)</script><img src=x onerror=alert(1)>', '\u202Egnp.exe\u2066\u0000', 'x'.repeat(10_000)])(
    'are text, whatever they say: %#',
    (text) => {
      const name = { name: text, organisation: text };
      const html = found([{ ...LEAF, subject: name, issuer: name, from: text, until: text, usages: [text] }]);
      expect(html).not.toMatch(/<script|<img src=x|\u202e|x{500}/);
    },
  );
});

describe('the certificates of a list', () => {
  const listed = (over: Partial<ListedCertificate> = {}): ListedCertificate => ({
    name: 'Root',
    organisation: 'Org',
    until: '2030-01-01T00:00:00Z',
    isLapsed: false,
    size: 1234,
    ...over,
  });
  const names = (all: readonly ListedCertificate[]) => renderToString(<ListedNames listed={all} t={t} />);

  it('tell how long each is valid and how large it is', () => {
    expect(names([listed()])).toMatch(/Org: Root.*until 1 Jan 2030 · 1\.2\skB/);
    expect(names([listed({ isLapsed: true })])).toContain('lapsed 1 Jan 2030');
    expect(names([listed({ until: null })])).not.toContain('until');
  });

  it('are counted where they lapsed', () => {
    expect(lapsedWords([listed()], t)).toBe('');
    expect(lapsedWords([listed(), listed({ isLapsed: true })], t)).toBe('1 of them has lapsed.');
  });

  it('are shown up to fifty, and the others counted', () => {
    const many = Array.from({ length: 500 }, () => listed());
    expect(names(many).match(/<li/g)).toHaveLength(50);
    expect(renderToString(<More of={many} t={t} />)).toContain('450 more are not shown.');
    expect(renderToString(<More of={many.slice(0, 50)} t={t} />)).toBe('');
  });
});

it('every problem of a list has words', () => {
  for (const code of LIST_PROBLEMS)
    expect(t(`trust-page.problem.${code}`, { now: 1, before: 9, status: 404 })).not.toMatch(/\{|trust-page/);
});
