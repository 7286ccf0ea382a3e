import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Card } from '../../components/Card.tsx';
import { PanelView } from '../../components/PanelView.tsx';
import { ReportView } from '../../components/ReportView.tsx';
import { buildPack } from '../../lib/evidence/build-pack.ts';
import { openPack } from '../../lib/evidence/open-pack.ts';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { RecordNode, Report } from '../../lib/model/report.ts';
import { badgeWords } from '../../lib/verdict/words.ts';
import { sampleEvidence } from '../evidence/sample-evidence.ts';
import { readWords } from '../support/read-words.ts';
import { reportFor, sampleRecord } from '../verdict/sample-reports.ts';

const nothing = (): void => {};
const load = async (): Promise<null> => null;
/** A level of a diagram folds from its fourth tile on, and the diagram below its sixth level. */
const MOST_TILES = 7;
const NODE: RecordNode = {
  title: 'A.jpg',
  generator: null,
  relationship: 'active',
  label: 'ai-generated',
  signer: 'Signer',
  signedAt: null,
  preview: null,
  parent: null,
  hasRecord: true,
  broken: false,
};

/** The same report as card, panel, full report and printed page: everywhere a file's words are written. */
async function everywhere(report: Report, language = 'en-GB'): Promise<ReadonlyMap<string, string>> {
  const t = await pageTranslator(language, readWords);
  const place = { item: 1, frame: 0, url: report.source, kind: 'image', alt: '', width: 300, height: 200 } as const;
  const item: TabItem = { ...place, report };
  const { zip } = await buildPack(sampleEvidence({ report, address: report.source }), t);
  const opened = await openPack(zip);
  const page = opened.kind === 'files' ? new TextDecoder().decode(opened.files.get('report.html')) : '';
  return new Map([
    [
      'card',
      renderToString(
        <Card
          {...{ report, t, mark: 'kv 7', title: badgeWords(report, t)?.full.label ?? '' }}
          onClose={nothing}
          onSeeAll={nothing}
          onCopy={nothing}
        />,
      ),
    ],
    [
      'panel',
      renderToString(
        <PanelView {...{ item, t, load }} isGone={false} onReport={nothing} readDetails={async () => null} />,
      ),
    ],
    [
      'report',
      renderToString(
        <ReportView
          {...{ report, t, load }}
          address={report.source}
          settingsHref="#"
          algorithms={[]}
          isFetching={false}
          original={{ kind: 'planning' }}
          lookUp={{ resolvers: [], withoutAccess: new Set(), asking: null }}
          readDetails={async () => null}
          onCopy={async () => {}}
          onFetch={nothing}
          onLookUp={() => true}
          onSearch={nothing}
        />,
      ),
    ],
    ['printed page', page],
  ]);
}

describe('a record of 200 ingredients', () => {
  const others = Array.from({ length: 200 }, (_, at): RecordNode => {
    return { ...NODE, title: `Ingredient ${at}`, relationship: 'componentOf', parent: 0 };
  });
  it.each([
    ['side by side', others],
    ['each in the one before', others.map((node, at) => ({ ...node, parent: at }))],
  ])('is shown whole in words, and as few tiles: %s', async (_how, tree) => {
    const report = reportFor('ai-edited', 'signed-trusted', { record: sampleRecord({ tree: [NODE, ...tree] }) });
    const pages = await everywhere(report);
    for (const name of ['panel', 'report']) {
      const html = pages.get(name) ?? '';
      expect(html.match(/<li data-node/g), name).toHaveLength(201);
      expect(html.match(/class="node(?: |")/g)?.length, name).toBeLessThanOrEqual(MOST_TILES);
      expect(html.length, name).toBeLessThan(200_000);
    }
    expect(pages.get('printed page')).toContain('Ingredient 198');
    expect(pages.get('printed page')).toContain('1 more');
  });
});

describe('dates of a file', () => {
  it.each(['en-GB', 'fr', 'es', 'ru', 'ar', 'zh-Hans'])('in the year 9999 are written out in %s', async (language) => {
    const far = '9999-12-31T23:59:59Z';
    const record = sampleRecord({ signedAt: far, certificateExpires: far, timestampTrusted: true });
    for (const [name, html] of await everywhere(reportFor('ai-edited', 'signed-trusted', { record }), language))
      if (name !== 'card') expect(html, name).toContain('9999');
  });

  it.each([null, '', 'yesterday', '+999999-01-01T00:00:00Z', '0000-00-00T00:00:00Z', '9'.repeat(10_000)])(
    'that are missing or none are left out: %.20s',
    async (signedAt) => {
      const record = sampleRecord({ signedAt, timestampTrusted: false, tree: [{ ...NODE, signedAt }] });
      for (const [name, html] of await everywhere(reportFor('ai-edited', 'signed-trusted', { record }))) {
        expect(html, name).not.toMatch(/Invalid Date|NaN|1970|\bnull\b|undefined|9{100}/);
        expect(html, name).not.toContain('0000-00-00');
      }
    },
  );
});

describe('names made to mislead', () => {
  const cases: readonly (readonly [string, string])[] = [
    // Characters that are not there: a name that reads as another one, or carries a message.
    [
      'letters of the tag block',
      `Adobe${[...'AI'].map((each) => String.fromCodePoint(0xe0000 + each.charCodeAt(0))).join('')}`,
    ],
    // Half a character: what JSON holds and UTF-8 cannot.
    ['half a character', '\uD83D Signer \uDE00'],
    // A tower of accents that would be drawn over the lines above it.
    ['a tower of accents', `A${'\u0301'.repeat(5_000)}dobe`],
    // Names that objects have of themselves.
    ['what every object has', '__proto__'],
    ['how objects are made', 'constructor'],
    // What a translation takes for a place to fill in.
    ['a place to fill in', '{signer} {count} {name}'],
  ];
  it.each(cases)('are only names: %s', async (_what, text) => {
    const record = sampleRecord({
      signer: text,
      organisation: text,
      generator: text,
      trustListName: text,
      failures: [text],
      actions: [{ action: text, by: text, digitalSourceType: text, when: text }],
      identities: [{ name: text, kind: text, state: 'untrusted' }],
      tree: [{ ...NODE, title: text, generator: text, signer: text }],
    });
    const report = reportFor('ai-edited', 'signed-unrecognised', { source: text, remote: text, record });
    for (const [name, html] of await everywhere(report)) {
      expect(html, name).not.toMatch(/[\u{e0000}-\u{e007f}]|\p{Cs}|\p{M}{4}|\[object|function /u);
      expect(html.length, name).toBeLessThan(200_000);
      if (text.startsWith('{')) expect(html, name).toContain('{signer}');
    }
  });
});
