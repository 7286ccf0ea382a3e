import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { InspectView, type InspectViewProps } from '../../components/InspectView.tsx';
import { ItemsView } from '../../components/ItemsView.tsx';
import type { ShownSubject } from '../../components/SubjectRow.tsx';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import { BASES, reportFor, sampleReport } from '../verdict/sample-reports.ts';
import { readWords } from '../support/read-words.ts';

const t = await pageTranslator('en-GB', readWords);
const nothing = (): void => {};
const load = async (): Promise<null> => null;
const HOSTILE = ['<script>alert(1)</script>', '\u202Egnp.exe\u2066\u0000', 'x'.repeat(10_000), 'javascript:alert(1)'];

function inspectPage(subjects: readonly Partial<ShownSubject>[], over: Partial<InspectViewProps> = {}): string {
  const whole = subjects.map((each, index) => ({
    id: index + 1,
    name: 'photo.jpg',
    picture: null,
    state: 'read' as const,
    report: null,
    ...each,
  }));
  const actions = { onFiles: nothing, onPaste: nothing, onAddress: nothing, onRead: nothing, onAgain: nothing };
  return renderToString(
    <InspectView
      {...{ t, load, ...actions }}
      subjects={whole}
      progress={{ read: 0, all: 0 }}
      settingsHref="/options.html"
      leftOut={0}
      limit={1000}
      mostCompared={2e8}
      isOver={false}
      address=""
      problem={null}
      onRemove={nothing}
      onStop={nothing}
      onClear={nothing}
      onSave={nothing}
      {...over}
    />,
  );
}

describe('the page for files', () => {
  it('says what it does with files before any is there, and lists none', () => {
    const html = inspectPage([]);
    expect(html).toContain('read on this computer and are not uploaded');
    expect(html).toContain('200 MB');
    expect(html).not.toContain('<ul');
  });

  it('tells how far it is in words and in a bar, and can be stopped', () => {
    const html = inspectPage(
      [{ report: sampleReport() }, { state: 'reading' }, { state: 'waiting' }, { state: 'stopped' }],
      { progress: { read: 4_000_000, all: 12_500_000 } },
    );
    expect(html).toContain('1 done, 1 being read, 1 waiting and 1 stopped');
    expect(html).toMatch(/4 MB of 13 MB done<\/span><progress max="12500000" value="4000000"/);
    expect(html).toMatch(/<button[^>]*>Stop</);
    expect(html).not.toContain('Clear the list');
  });

  it('never takes what could not be read for nothing, and offers to read it again', () => {
    const html = inspectPage([{ report: { ...reportFor(null, 'could-not-check'), why: 'unreadable' } }]);
    expect(html).toContain('Bring it again');
    expect(html).toMatch(/<button[^>]*>Read again</);
    expect(html).not.toContain('No record');
    const host = inspectPage([
      { name: 'https://a.example/x.jpg', report: { ...reportFor(null, 'could-not-check'), why: 'needs-permission' } },
    ]);
    expect(host).toContain('not allowed Whence on a.example');
  });

  it('says how many it left out, and what was wrong with an address', () => {
    expect(inspectPage([{}], { leftOut: 12 })).toMatch(/role="alert"[^]*At least 12 more files/);
    expect(inspectPage([], { problem: 'no-address' })).toMatch(/aria-invalid="true"[^]*no address on the web/);
  });

  it.each(HOSTILE)('shows names as text: %.30s', (name) => {
    const html = inspectPage([{ name, report: reportFor('ai-generated', 'declared') }]);
    expect(html).not.toMatch(/<script|href="javascript:/);
    expect(html).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066]/u);
    expect(html).not.toContain('x'.repeat(300));
  });
});

function itemsPage(items: readonly Partial<TabItem>[]): string {
  const whole = items.map((each, index) => ({
    item: index,
    frame: 0,
    kind: 'image' as const,
    url: `https://images.example/${index}.jpg`,
    alt: '',
    width: 1,
    height: 1,
    report: null,
    ...each,
  }));
  return renderToString(
    <ItemsView
      {...{ t, load }}
      state={{ host: 'news.example', items: whole, skipped: 0 }}
      settingsHref="/options.html"
      hrefOf={({ item }) => `/report.html?item=${item}`}
      onSave={nothing}
      onAdd={nothing}
    />,
  );
}

describe('the table of a page', () => {
  it('has a caption, a head for each column and a name for each row', () => {
    const html = itemsPage([{ report: reportFor('ai-generated', 'signed-trusted') }, {}]);
    expect(html).toMatch(/<table[^>]*><caption/);
    expect(html.match(/<th scope="col"[^>]*aria-sort="none"/g)).toHaveLength(7);
    expect(html.match(/<th scope="row"/g)).toHaveLength(2);
    expect(html).toContain('aria-label="Select 0.jpg"');
    expect(html).toContain('2 of 2 shown, 0 selected');
    expect(html).toContain('Save 2 as CSV');
  });

  it('says of an item that is still read that it is, and leads to no report of it', () => {
    const html = itemsPage([{}]);
    expect(html).toContain('Being read');
    expect(html).not.toContain('href="/report.html?item=0"');
  });

  it('has a word for every basis', () => {
    const html = itemsPage(BASES.map((basis) => ({ report: reportFor(null, basis) })));
    expect(html.match(/<th scope="row"/g)).toHaveLength(BASES.length);
    expect(html).not.toContain('table.basis');
  });

  it.each(HOSTILE)('shows what a page says as text: %.30s', (alt) => {
    const html = itemsPage([{ alt, url: alt, report: sampleReport({ source: alt }) }]);
    expect(html).not.toMatch(/<script|href="javascript:/);
    expect(html).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066]/u);
    expect(html).not.toContain('x'.repeat(300));
  });
});
