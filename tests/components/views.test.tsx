import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Card } from '../../components/Card.tsx';
import type { LookUpState } from '../../components/LookUpSection.tsx';
import { OptionsView } from '../../components/OptionsView.tsx';
import type { OriginalState } from '../../components/OriginalSection.tsx';
import { PanelView } from '../../components/PanelView.tsx';
import { PopupView } from '../../components/PopupView.tsx';
import { ReportView } from '../../components/ReportView.tsx';
import { sitePattern } from '../../components/SitesSection.tsx';
import { WelcomeView } from '../../components/WelcomeView.tsx';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import { badgeWords } from '../../lib/verdict/words.ts';
import { readWords } from '../support/read-words.ts';
import type { TabItem, TabState } from '../../lib/messaging/protocol.ts';
import type { Tried } from '../../lib/model/original.ts';
import type { RecordNode, Report } from '../../lib/model/report.ts';
import type { BindingAlgorithm } from '../../lib/model/soft-binding.ts';
import type { WeightsFailure, WeightsState } from '../../lib/model/weights.ts';
import { handOffsFor } from '../../lib/platform/hand-offs.ts';
import { KNOWN_ENGINES } from '../../lib/settings/search-engines.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { BASES, LABELS, reportFor, sampleLookUp, sampleRecord, sampleReport } from '../verdict/sample-reports.ts';

const NO_STORES: LookUpState = { resolvers: [], withoutAccess: new Set(), asking: null };
const algorithms: readonly BindingAlgorithm[] = [
  { alg: 'com.adobe.trustmark.P', type: 'watermark', name: 'Adobe Trustmark variant P', resolvers: [] },
];
const t = await pageTranslator('en-GB', readWords);
const nothing = (): void => {};
const load = async (): Promise<null> => null;

/** What a hostile file puts wherever it may write. */
const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '\u202Egnp.exe\u2066\u0000',
  'x'.repeat(10_000),
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
];

function hostileReport(text: string): Report {
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
  return reportFor('ai-edited', 'signed-unrecognised', {
    source: text,
    remote: text,
    record: sampleRecord({
      signer: text,
      organisation: text,
      generator: text,
      trustListName: text,
      failures: [text],
      signedAt: text,
      certificateExpires: text,
      actions: [{ action: text, by: text, digitalSourceType: text, when: text }],
      identities: [{ name: text, kind: text, state: 'untrusted' }],
      tree: [node, { ...node, relationship: 'componentOf', parent: 0 }],
    }),
    signals: { 'generator-parameters': { kind: 'found', value: { says: text, tool: text } } },
    rights: {
      creator: text,
      credit: text,
      copyright: text,
      licence: text,
      licensor: text,
      training: { stance: 'prohibited', sources: [text], statements: [{ stance: 'prohibited', source: text }] },
      identifiers: [text],
    },
    engine: { whence: '0.1.0', c2pa: '0.13.3', trustLists: [{ kind: 'custom', name: text, issued: text }] },
  });
}

function item(over: Partial<TabItem> = {}): TabItem {
  return {
    item: 1,
    kind: 'image',
    frame: 0,
    url: 'https://images.example/a.jpg',
    alt: '',
    width: 300,
    height: 200,
    report: null,
    ...over,
  };
}

function popup(state: Partial<TabState>, isTrustBroken = false, imitations = 0): string {
  return renderToString(
    <PopupView
      state={{
        host: 'tidewater.example',
        items: [],
        settings: DEFAULT_SETTINGS,
        automatic: false,
        reachable: true,
        overlayDisturbed: false,
        optedOut: false,
        skipped: 0,
        ...state,
      }}
      t={t}
      load={load}
      onCheckPage={nothing}
      onAlwaysHere={nothing}
      onMode={nothing}
      badges={DEFAULT_SETTINGS.badges}
      onBadges={nothing}
      onSettings={nothing}
      onOpenItem={nothing}
      onInspectFile={nothing}
      onTable={nothing}
      onShow={nothing}
      onOutline={nothing}
      onAllow={nothing}
      onOpenPicture={nothing}
      onFetch={nothing}
      isFetching={() => false}
      isTrustBroken={isTrustBroken}
      imitations={imitations}
    />,
  );
}

function reportView(
  report: Report,
  original: OriginalState = { kind: 'planning' },
  isFetching = false,
  lookUp: LookUpState = NO_STORES,
): VNode {
  return (
    <ReportView
      {...{ report, t, load, original, isFetching, algorithms, lookUp }}
      comparison="reading"
      address={report.source}
      settingsHref="#"
      readDetails={async () => null}
      onCopy={async () => {}}
      onFetch={nothing}
      onLookUp={() => true}
      onSearch={nothing}
      onward={{
        evidence: { kind: 'ready', needsAccess: false },
        onSave: nothing,
        handOffs: handOffsFor(report.source, KNOWN_ENGINES),
        mayLeave: () => true,
      }}
    />
  );
}

function views(report: Report): readonly VNode[] {
  return [
    <Card
      report={report}
      title={badgeWords(report, t)?.full.label ?? ''}
      t={t}
      mark="kv 7"
      onClose={nothing}
      onSeeAll={nothing}
      onCopy={nothing}
    />,
    reportView(report),
  ];
}

describe('text out of files', () => {
  it.each(HOSTILE)('stays text: %.30s', (text) => {
    const report = hostileReport(text);
    const pages = [
      ...views(report).map((view) => renderToString(view)),
      popup({ host: text, items: [item({ alt: text, url: text, report })] }),
      renderToString(
        <PanelView
          item={item({ url: text, report })}
          isGone={false}
          t={t}
          load={load}
          onReport={nothing}
          readDetails={async () => null}
        />,
      ),
    ];
    for (const html of pages) {
      expect(html).not.toMatch(/<script|<img[^>]*onerror|<svg[^>]*onload|href="(javascript|data):/i);
      expect(html).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066]/u);
    }
    for (const html of pages.slice(0, 2)) expect(html).not.toContain('x'.repeat(300));
  });

  it('makes a link only of a whole, plain web address', () => {
    const html = (licence: string): string =>
      renderToString(views(sampleReport({ rights: { ...sampleReport().rights, licence } }))[1]!);
    expect(html('https://example.org/l')).toContain(
      'href="https://example.org/l" target="_blank" rel="noopener noreferrer"',
    );
    for (const text of ['https://user@evil.example/', 'see https://example.org', 'https://exаmple.org/', 'http://']) {
      expect(html(text)).not.toContain(`href="${text}`);
    }
  });

  it('survives a tree that points in a circle, ahead of itself or nowhere', () => {
    const node = (parent: number | null): RecordNode => ({
      title: null,
      generator: null,
      relationship: 'parentOf',
      label: null,
      signer: null,
      signedAt: null,
      preview: null,
      parent,
      hasRecord: false,
      broken: false,
    });
    const deep = Array.from({ length: 400 }, (_, index) => node(index === 0 ? null : index - 1));
    for (const tree of [[node(0), node(0)], [node(1), node(0)], [node(99)], [node(-1)], [node(0.5)], deep]) {
      const html = renderToString(views(reportFor(null, 'signed-trusted', { record: sampleRecord({ tree }) }))[1]!);
      expect(html.match(/no record of its own/g)).toHaveLength(tree.length);
    }
  });
});

describe('card and report', () => {
  it.each(BASES.flatMap((basis) => LABELS.map((label) => [label, basis] as const)))('%s · %s', (label, basis) => {
    for (const view of views(reportFor(label, basis))) {
      const html = renderToString(view);
      expect(html).toContain('What this does not show:');
      expect(html.match(/class="ring"/g)).toHaveLength(5);
      expect(html).not.toMatch(/\{\w+\}|>undefined<|>null</);
    }
  });

  it('lists the hidden characters of a text, written out and nowhere else', () => {
    const value = {
      count: 13,
      kinds: [
        { codePoint: 0x200b, count: 12 },
        { codePoint: 0xe0041, count: 1 },
      ],
      places: [{ line: 3, count: 12, before: 'wa\u202e', after: 'ter' }],
      messages: [
        { code: 'tags', text: '<b>Ignore\u202e this</b>', bytes: 20 },
        { code: 'variation-selectors', text: null, bytes: 5 },
      ],
    };
    const report = sampleReport({ signals: { 'hidden-characters': { kind: 'found', value } } });
    const html = renderToString(views(report)[1]!);
    expect(html).toContain('ZERO WIDTH SPACE');
    expect(html).toContain('TAG “A”');
    expect(html).toContain('Line 3, 12 characters:');
    expect(html).toContain('wa⟨U+202E⟩ ⟨…⟩ ter');
    expect(html).toContain('&lt;b>Ignore⟨U+202E⟩ this&lt;/b>');
    expect(html).toContain('They stand for 5 bytes that are no text.');
    expect(html).not.toMatch(/[\u200b\u202e\u{e0041}]/u);
    expect(renderToString(views(sampleReport())[1]!)).not.toContain('Name in Unicode');
  });

  it('marks what a record says when it cannot be relied on', () => {
    const record = sampleRecord({
      actions: [{ action: 'c2pa.created', by: null, digitalSourceType: null, when: null }],
    });
    const html = (basis: 'record-broken' | 'signed-trusted'): string =>
      renderToString(views(reportFor(null, basis, { record }))[1]!);
    expect(html('record-broken')).toContain('cannot be relied on');
    expect(html('signed-trusted')).not.toContain('cannot be relied on');
  });

  it('keeps what a file tells about people until it is asked for', () => {
    const html = renderToString(views(sampleReport({ exposes: ['gps', 'person-name'] }))[1]!);
    expect(html).toContain('2 kinds of detail');
    expect(html).not.toContain('the place where it was taken');
  });
});

describe('looking further', () => {
  const elsewhere = reportFor(null, 'record-elsewhere');
  const html = (report: Report, original?: OriginalState, isFetching = false): string =>
    renderToString(reportView(report, original, isFetching));
  const tried: Tried = {
    url: 'https://images.example/large.jpg',
    why: 'srcset',
    outcome: 'no-record',
    pixels: { width: 3000, height: 2000 },
  };
  const found = (shown: Report, report: Report): string =>
    html(shown, {
      kind: 'done',
      answer: { kind: 'found', url: 'https://b.example/1.jpg', why: 'link', report, tried: [] },
    });

  it('says what fetching tells whom, before the click, and why it failed after it', () => {
    expect(html(elsewhere)).toMatch(
      /tells manifests\.example that someone[^]*<button[^>]*id="fetch"[^>]*>Fetch the record</,
    );
    expect(html(elsewhere, undefined, true)).toContain('Asking manifests.example for the record.');
    const failed = { ...elsewhere, notChecked: [{ what: 'remote-manifest', why: 'needs-permission' } as const] };
    expect(html(failed)).toMatch(/It could not be fetched: it needs your permission[^]*/);
    expect(html(failed)).toContain('Your browser will ask');
    expect(html(sampleReport())).not.toContain('id="fetch"');
  });

  it('offers the card’s one action, which leads to where it is done', () => {
    const card = (report: Report) =>
      renderToString(<Card report={report} title="" t={t} mark="" onClose={nothing} onSeeAll={nothing} />);
    expect(card(elsewhere)).toContain('Fetch the record');
    expect(card(sampleReport())).not.toContain('Fetch the record');
  });

  it('offers it in the popup', () => {
    expect(popup({ items: [item({ report: elsewhere })] })).toMatch(/At manifests\.example\.[^]*>Fetch</);
  });

  it('names who would be asked, and asks about those the page does not show', () => {
    const offer = { kind: 'ready', hosts: ['a.example'], otherHosts: ['b.example'], needsAccess: true } as const;
    expect(html(sampleReport(), offer)).toMatch(/This contacts a\.example\.[^]*type="checkbox"[^]*b\.example/);
    expect(html(sampleReport(), offer)).not.toMatch(/<input[^>]*checked/);
    expect(html(sampleReport(), { ...offer, hosts: [], otherHosts: [] })).toContain('gives no other address');
    expect(html(sampleReport(), { ...offer, hosts: [] })).toMatch(/disabled[^>]*>Look for the original/);
  });

  it('tells how far it is', () => {
    const words = html(sampleReport(), { kind: 'searching', host: 'a.example', tried: 2 });
    expect(words).toContain('Asking a.example. 2 addresses tried.');
  });

  it('tells of the copy that still has its record, and claims no more of one that has none', () => {
    const signed = reportFor('camera-captured', 'signed-trusted');
    expect(found(sampleReport(), signed)).toContain('This copy lost its record; the one at b.example still has it.');
    expect(found(reportFor(null, 'changed-since-signing'), signed)).toContain('no longer matches this copy');
    for (const basis of ['record-broken', 'record-elsewhere', 'declared'] as const) {
      const html = found(sampleReport(), reportFor(null, basis));
      expect(html).toContain('carries more than this one');
      expect(html).not.toContain('still has it');
    }
  });

  it('lists what was tried and why each was not taken', () => {
    const asking: Tried = { ...tried, url: 'https://c.example/', outcome: 'needs-consent', pixels: null };
    const none = html(sampleReport(), { kind: 'done', answer: { kind: 'none', tried: [tried, asking] } });
    expect(none).toContain('No copy with a record found.');
    expect(none).toMatch(/class="none"[^]*no record in it[^]*3000 × 2000[^]*class="not-checked"[^]*you did not choose/);
  });
});

describe('a record store', () => {
  const softBindings = [
    { alg: 'com.adobe.trustmark.P', value: 'AAEC', from: 'record' } as const,
    { alg: 'org.example.unlisted', value: 'AQID', from: 'record' } as const,
  ];
  const coded = reportFor(null, 'record-broken', {
    record: sampleRecord({
      softBindings,
      actions: ['c2pa.watermarked.bound', 'c2pa.watermarked.unbound'].map((action) => ({
        action,
        by: null,
        digitalSourceType: null,
        when: null,
      })),
    }),
  });
  const stores: LookUpState = {
    resolvers: [{ name: 'Newsroom', address: 'https://records.example/v1' }],
    withoutAccess: new Set(),
    asking: null,
  };
  const html = (report: Report, lookUp: LookUpState = stores): string =>
    renderToString(reportView(report, undefined, false, lookUp));

  it('is named with the code that leads there, and told nothing before the click', () => {
    const words = html(coded);
    expect(words).toContain('Adobe Trustmark variant P');
    expect(words).toContain('never the file');
    expect(words).toMatch(/<button[^>]*>Ask Newsroom</);
    expect(words).not.toContain('Your browser may ask');
    expect(html(coded, { ...stores, withoutAccess: new Set(['https://records.example/v1']) })).toContain(
      'Your browser may ask',
    );
    expect(html(coded, { ...stores, asking: 'https://records.example/v1' })).toContain('Asking Newsroom.');
  });

  it('is not there where none is turned on, or there is neither a code nor a picture', () => {
    expect(html(coded, NO_STORES)).toContain('Choose record stores in the settings');
    expect(html(coded, NO_STORES)).not.toMatch(/<button[^>]*>Ask /);
    expect(html(sampleReport(), NO_STORES)).not.toContain('Ask a record store');
    expect(html(sampleReport({ pixels: null }))).not.toContain('Ask a record store');
    expect(html(sampleReport({ format: 'image/svg+xml' }))).not.toContain('Ask a record store');
  });

  it('may be asked by a fingerprint, and sent the picture only after a second word', () => {
    const words = html(sampleReport());
    expect(words).toContain(
      'Asking sends the fingerprint, only to a store that says it takes ISCC, and never the file.',
    );
    expect(words).toMatch(/<button[^>]*>Ask Newsroom</);
    expect(words).toMatch(/<button[^>]*>Send the picture to Newsroom…</);
    // What it means, and the button that does it, come with the first click.
    expect(words).not.toContain('Send it to');
    expect(html(coded)).toContain('it is sent a fingerprint of the picture as well');
  });

  it('is not taken at its word where a fingerprint or the picture led to a record', () => {
    const binding = { alg: 'io.iscc.v0', value: 'AAEC', from: 'fingerprint' } as const;
    const alike = html({ ...coded, lookUp: sampleLookUp({ binding, similarity: 93 }) });
    expect(alike).toMatch(/io\.iscc\.v0[^]*Alike, by the store’s own word[^]*93 of 100/);
    expect(alike).toContain('and so are two pictures of one scene');
    for (const found of [
      sampleLookUp({ binding, namesBinding: false }),
      sampleLookUp({ binding: null, namesBinding: false }),
    ]) {
      const words = html({ ...coded, lookUp: found });
      expect(words).toContain('Only records.example says that the two belong together.');
      expect(words).not.toContain('made with AI');
    }
    const none = { ...sampleLookUp(), answer: { kind: 'unanswered', why: 'unsupported' } } as const;
    expect(html({ ...coded, lookUp: none })).toContain('it does not say that it takes fingerprints');
  });

  it('gives every algorithm its public name, and one that is on no list its own', () => {
    const words = html(coded);
    expect(words).toMatch(/Adobe Trustmark variant P[^]*com\.adobe\.trustmark\.P[^]*watermark</);
    expect(words).toMatch(/org\.example\.unlisted[^]*not on the C2PA list/);
    expect(words).toContain('a mark that leads to no record');
  });

  it('is told apart from the file in everything it says', () => {
    const words = html({ ...coded, lookUp: sampleLookUp() });
    expect(words).toMatch(/<h3[^>]*>Looked up, not in this file</);
    expect(words).toContain('This file is not byte for byte what was signed. That is usual');
    expect(words).toContain('A code can be copied from one file to another.');
    expect(html({ ...coded, lookUp: sampleLookUp({ content: 'matches' }) })).toContain('exactly the bytes');
    const other = html({ ...coded, lookUp: sampleLookUp({ namesBinding: false, others: 2 }) });
    expect(other).toContain('Only records.example says that the two belong together');
    expect(other).toContain('The store named 2 more.');
    expect(html({ ...coded, lookUp: { ...sampleLookUp(), answer: { kind: 'absent' } } })).toContain(
      'knows no record for it. That tells you nothing either way.',
    );
    const why = { kind: 'unanswered', why: 'needs-consent' } as const;
    expect(html({ ...coded, lookUp: { ...sampleLookUp(), answer: why } })).toContain('which you have not turned on');
  });

  it.each(HOSTILE)('cannot write into the page: %.30s', (text) => {
    const found = sampleLookUp({
      binding: { alg: text, value: 'AAEC', from: 'watermark' },
      manifestId: text,
      record: sampleRecord({ organisation: text, signer: text, generator: text, failures: [text] }),
    });
    const words = html(
      { ...coded, lookUp: { ...found, resolver: text, host: text } },
      { ...stores, resolvers: [{ name: text, address: 'https://records.example/v1' }] },
    );
    expect(words).not.toMatch(/<script|<img[^>]*onerror|<svg[^>]*onload|href="(javascript|data):/i);
    expect(words).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066]/u);
    expect(words).not.toContain('x'.repeat(300));
  });
});

describe('popup', () => {
  const found = item({ item: 1, report: reportFor('ai-generated', 'signed-trusted') });
  const empty = item({ item: 2, report: sampleReport() });
  const blocked = item({ item: 3, report: reportFor(null, 'could-not-check') });

  it('opens on what was found', () => {
    const html = popup({ items: [found, empty, blocked] });
    expect(html).toContain('1 of the 3 pictures here carries something.');
    expect(html).toContain('Signed by Google');
    expect(html).not.toContain('Blocked by its server');
  });

  it('opens on what could not be checked when nothing was found, never on "nothing"', () => {
    const html = popup({ items: [empty, blocked] });
    expect(html).toContain('1 could not be checked.');
    expect(html).toContain('Blocked by its server');
    expect(html).not.toContain('No record in any');
  });

  it('says of nothing that it tells nothing', () => {
    expect(popup({ items: [empty, { ...empty, item: 4 }] })).toContain('No record in any of the 2 pictures here.');
  });

  it('does not call a picture empty while it is being read', () => {
    const html = popup({ items: [item()] });
    expect(html).toContain('1 picture is being read.');
    expect(html).not.toContain('No record');
  });

  it('waits for the person where it does not look by itself', () => {
    expect(popup({})).toContain('Check this page');
    expect(popup({ automatic: true, reachable: false })).toContain('Check this page');
    expect(popup({ automatic: true })).toContain('Nothing here to check.');
    expect(popup({ host: null })).toContain('closed to extensions');
  });

  it('says at once when trust lists have no effect', () => {
    expect(popup({ items: [found] }, true)).toContain('Trust lists have no effect');
    expect(popup({ items: [found] })).not.toContain('Trust lists have no effect');
  });

  it('tells that the page disturbed the labels', () => {
    expect(popup({ items: [found], overlayDisturbed: true })).toContain('removed or covered');
  });

  it('tells in how many places the page shows words like those of labels', () => {
    expect(popup({ items: [found] }, false, 2)).toContain('In 2 places this page shows words like those of Whence’s');
    expect(popup({ items: [found] })).not.toContain('words like those');
  });
});

const DECODER: WeightsState = {
  variant: 'P',
  size: 47_400_467,
  hosts: ['models.example', 'older.example'],
  isKept: false,
  received: null,
  failure: null,
};
const FAILURES: readonly WeightsFailure[] = [
  'offline',
  'refused',
  'web-page',
  'cut',
  'too-large',
  'altered',
  'not-allowed',
  'not-kept',
];

describe('a TrustMark code', () => {
  const value = {
    variant: 'Q',
    schema: 2,
    alg: 'com.adobe.trustmark.Q',
    value: btoa(`2*${'1100'.repeat(17)}`),
    hex: 'c'.repeat(17),
    text: null as string | null,
  };
  const html = (given: object): string =>
    renderToString(
      reportView(sampleReport({ basis: 'watermark', signals: { trustmark: { kind: 'found', value: given } } })),
    );

  it('is shown by its digits, its layout and its name in the look-up', () => {
    const shown = html(value);
    for (const part of ['c'.repeat(17), '2, BCH_4', `com.adobe.trustmark.Q 2*${'1100'.repeat(17)}`, 'no sign of AI'])
      expect(shown).toContain(part);
    expect(shown).not.toContain('Spells');
  });

  it('is shown as text where it is one, as text and nothing else', () => {
    for (const text of HOSTILE) {
      const shown = html({ ...value, text });
      expect(shown).toContain('Spells');
      expect(shown).not.toMatch(/<script|<img src=x|<svg onload/);
    }
  });
});

describe('settings', () => {
  const options = (over: Partial<Parameters<typeof OptionsView>[0]>): string =>
    renderToString(
      <OptionsView
        t={t}
        settings={DEFAULT_SETTINGS}
        lists={[]}
        store={{ results: 0, bytes: 0, oldest: null, available: true }}
        selfTest={{ state: 'passed', detail: '' }}
        decoders={[DECODER]}
        onDecoder={nothing}
        onRemoveDecoder={nothing}
        problem={null}
        languages={['en']}
        section="mode"
        onChange={nothing}
        onMode={nothing}
        onAddSite={nothing}
        onRemoveSite={nothing}
        onAddList={async () => true}
        onRemoveList={nothing}
        onReadList={() => null}
        onOpenList={async () => []}
        onRefreshLists={async () => {}}
        publishedStores={[]}
        onAddStore={async () => true}
        knownEngines={new Set()}
        onAddEngine={async () => true}
        onForget={nothing}
        {...over}
      />,
    );

  it('offers every corner and both sizes of labels, and takes back what one site has', () => {
    const badgesBySite = [{ host: 'news.example', corner: 'top-end' as const, size: 'small' as const }];
    const html = options({ settings: { ...DEFAULT_SETTINGS, badgesBySite } });
    expect(html.match(/name="badge-corner"/g)).toHaveLength(4);
    expect(html.match(/name="badge-size"/g)).toHaveLength(2);
    expect(html.match(/name="badge-(corner|size)" checked/g)).toHaveLength(2);
    expect(html).toContain('Top right, Small');
    expect(html).toContain('aria-label="Remove the choice for news.example"');
    expect(options({})).not.toContain('Sites with a choice of their own');
  });

  it('downloads no decoder before it is switched on, and says from where', () => {
    const control = (html: string): string => /<input[^>]*aria-label="TrustMark P"[^>]*>/.exec(html)?.[0] ?? '';
    const absent = options({});
    expect(control(absent)).toContain('role="switch"');
    expect(control(absent)).not.toContain('checked');
    expect(absent).toContain('Switching it on downloads 47 MB from models.example and older.example');
    expect(absent).not.toContain('<progress');
    const settings = { ...DEFAULT_SETTINGS, trustmark: ['P' as const] };
    // The browser may have made room for something else.
    expect(control(options({ settings }))).not.toContain('checked');
    expect(control(options({ settings, decoders: [{ ...DECODER, isKept: true }] }))).toContain('checked');
  });

  it('shows a download under way, one that is kept, and why one failed', () => {
    const coming = options({ decoders: [{ ...DECODER, received: 23_700_000 }] });
    expect(coming).toMatch(/<progress[^>]*value="23700000"/);
    expect(coming).toContain('24 MB of 47 MB downloaded');
    const kept = options({ decoders: [{ ...DECODER, isKept: true }] });
    expect(kept).toContain('aria-label="Remove TrustMark P"');
    for (const failure of FAILURES)
      expect(options({ decoders: [{ ...DECODER, failure }] })).toMatch(
        /role="status">Not (downloaded|kept): [^<]{20,}\./,
      );
  });

  it('fetches records by itself only when told to', () => {
    const control = /role="switch"[^>]*aria-label="Fetch records kept elsewhere"/;
    expect(options({})).toMatch(control);
    expect(control.exec(options({}))?.[0]).not.toContain('checked');
  });

  it('asks no record store that the person did not turn on', () => {
    const publishedStores = [{ name: 'store.example', address: 'https://store.example/v1' }];
    const control = /role="switch"[^>]*aria-label="store\.example"[^>]*>/;
    expect(control.exec(options({ publishedStores }))?.[0]).not.toContain('checked');
    const own = { name: 'Newsroom', address: 'https://records.example/v1' };
    const settings = { ...DEFAULT_SETTINGS, resolvers: [...publishedStores, own] };
    const on = options({ publishedStores, settings });
    expect(control.exec(on)?.[0]).toContain('checked');
    expect(on).toContain('aria-label="Remove Newsroom"');
    expect(on).not.toContain('aria-label="Remove store.example"');
  });

  it('says loudly when trust lists have no effect', () => {
    expect(options({ selfTest: { state: 'failed', detail: 'why' } })).toMatch(
      /role="alert"[^]*Trust lists have no effect/,
    );
    expect(options({})).not.toContain('role="alert"');
  });

  it('says when nothing can be stored, and what a refused list was refused for', () => {
    expect(options({ store: { results: 0, bytes: 0, oldest: null, available: false } })).toContain('refuses storage');
    const list = {
      id: 'c2pa',
      name: 'C2PA',
      kind: 'c2pa',
      certificates: 1,
      issued: null,
      fetched: null,
      enabled: true,
    } as const;
    expect(options({ lists: [{ ...list, problem: { code: 'web-page' } }] })).toContain('The file is a web page');
  });

  it('takes a site as people type it, and nothing that is none', () => {
    expect(sitePattern(' example.org ')).toBe('*://example.org/*');
    expect(sitePattern('https://News.Example.org/a?b')).toBe('*://news.example.org/*');
    expect(sitePattern('localhost:8080')).toBe('*://localhost/*');
    for (const typed of ['', 'word', '*', '*://*/*', 'a@b.example', 'http://', 'ftp://x.example/']) {
      expect(sitePattern(typed), typed).toBeNull();
    }
  });
});

it('welcomes with the middle choice made and the mark asked for', () => {
  const html = renderToString(
    <WelcomeView t={t} mark="" scenes={['a', 'b', 'c', 'd']} state="asking" onStart={nothing} />,
  );
  expect(html.match(/type="radio"/g)).toHaveLength(3);
  expect(html).toMatch(/checked[^>]*>\s*<strong>Sites I pick/);
  expect(html).toContain('Your mark');
});
