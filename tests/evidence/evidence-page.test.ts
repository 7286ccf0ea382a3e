import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPack } from '../../lib/evidence/build-pack.ts';
import { evidencePage } from '../../lib/evidence/evidence-page.ts';
import type { Evidence } from '../../lib/evidence/evidence.ts';
import { cssString, html } from '../../lib/evidence/markup.ts';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { RecordNode } from '../../lib/model/report.ts';
import { BASES, LABELS, reportFor, sampleRecord } from '../verdict/sample-reports.ts';
import { sampleEvidence } from './sample-evidence.ts';
import { readWords } from '../support/read-words.ts';

const t = await pageTranslator('en-GB', readWords);

async function pageOf(evidence: Evidence): Promise<string> {
  return evidencePage(evidence, (await buildPack(evidence, t)).index, t);
}

function hostileEvidence(text: string): Evidence {
  const node: RecordNode = {
    title: text,
    generator: text,
    relationship: 'active',
    label: 'ai-generated',
    signer: text,
    signedAt: null,
    preview: null,
    parent: null,
    hasRecord: true,
    broken: false,
  };
  const record = sampleRecord({
    signer: text,
    organisation: text,
    generator: text,
    trustListName: text,
    failures: [text],
    ingredientFailures: [text],
    signedAt: text,
    certificateExpires: text,
    actions: [{ action: text, by: text, digitalSourceType: text, when: text }],
    tree: [node, { ...node, relationship: 'componentOf', parent: 0 }, { ...node, parent: 7 }],
  });
  return sampleEvidence({
    report: reportFor('ai-edited', 'signed-unrecognised', {
      source: text,
      remote: text,
      record,
      recordFrom: 'remote',
      engine: { whence: text, c2pa: text, trustLists: [{ kind: 'custom', name: text, issued: text }] },
    }),
    address: text,
    page: { url: text, title: text },
    trust: [{ kind: 'custom', name: text, issued: text, anchorsPem: '', allowedPem: '' }],
    made: text,
  });
}

/** Names of the elements of a page, which a text in it must not change. */
const tagsOf = (page: string): readonly string[] =>
  [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""'));

describe('The page of an evidence pack', () => {
  it('holds no script, no link and nothing to load', async () => {
    for (const basis of BASES)
      for (const label of LABELS) {
        const page = await pageOf(sampleEvidence({ report: reportFor(label, basis) }));
        expect(page).not.toMatch(/<(script|link|iframe|object|embed|base|form|a)\b|\son\w+=|@import|url\(/i);
        expect(page).toMatch(/default-src &#39;none&#39;|default-src 'none'/);
        for (const [, src = ''] of page.matchAll(/\ssrc="([^"]*)"/g)) expect(src).toMatch(/^data:image\//);
      }
  });

  it('has the sections of a report that is to be printed', async () => {
    const page = await pageOf(sampleEvidence());
    for (const title of [
      'Who signed',
      'Everything we looked for',
      'What this does not show',
      'Check it yourself',
      'Made with',
      'Network',
    ])
      expect(page).toContain(title);
    expect(page).toContain('sha256sum -c SHA256SUMS');
    expect(page).toContain('counter(page)');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '</style><script>alert(1)</script>',
    '</title><img src=x>',
    '<!--',
    '\u202Egnp.exe\u2066\u0000',
    '`${alert(1)}`',
    'x'.repeat(10_000),
  ])('is not bent by %j', async (text) => {
    const page = await pageOf(hostileEvidence(text));
    expect(tagsOf(page)).toEqual(tagsOf(await pageOf(hostileEvidence('plain'))));
    expect(page).not.toContain('\u202E');
  });

  it('is not bent by any text', async () => {
    const plain = tagsOf(await pageOf(hostileEvidence('plain')));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', minLength: 1 }),
          fc.string({ unit: fc.constantFrom(...'<>"\'&;/=!-\\{}`aA0 ') }),
        ),
        async (text) => {
          fc.pre(text.trim() !== '' && Number.isNaN(Date.parse(text)));
          expect(tagsOf(await pageOf(hostileEvidence(text)))).toEqual(plain);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('html', () => {
  it('puts any text out so that it reads back as it was', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const written = html`${text}`.text;
        expect(written).not.toMatch(/[<>"'`]/);
        const back = written.replaceAll(/&(amp|lt|gt|quot|#39|#96);/g, (_, name: string) => ENTITIES.get(name) ?? '');
        // eslint-disable-next-line no-control-regex -- they have no place in HTML
        expect(back).toBe(text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd'));
      }),
    );
  });
});

describe('cssString', () => {
  it('has nothing that could end it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cssString(text)).toMatch(/^"(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*"$/);
      }),
    );
  });
});

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#39', "'"],
  ['#96', '`'],
]);
