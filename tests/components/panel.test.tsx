import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { PanelView } from '../../components/PanelView.tsx';
import { ProvenanceTree } from '../../components/ProvenanceTree.tsx';
import { RawSection } from '../../components/RawSection.tsx';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { RecordNode, Report } from '../../lib/model/report.ts';
import { BASES, LABELS, reportFor, sampleRecord } from '../verdict/sample-reports.ts';
import { handOffsFor } from '../../lib/platform/hand-offs.ts';
import { KNOWN_ENGINES } from '../../lib/settings/search-engines.ts';
import { readWords } from '../support/read-words.ts';

const t = await pageTranslator('en-GB', readWords);
const load = async (): Promise<null> => null;

function sampleItem(report: Report | null): TabItem {
  return {
    item: 1,
    frame: 0,
    kind: 'image',
    url: 'https://images.example/a.jpg',
    alt: '',
    width: 300,
    height: 200,
    report,
  };
}

function panel(report: Report | null, isGone = false): string {
  const item = sampleItem(report);
  return renderToString(
    <PanelView
      item={isGone ? null : item}
      isGone={isGone}
      t={t}
      load={load}
      onReport={() => {}}
      readDetails={async () => null}
    />,
  );
}

function node(over: Partial<RecordNode> = {}): RecordNode {
  return {
    title: 'A.jpg',
    generator: null,
    relationship: 'componentOf',
    label: null,
    signer: null,
    signedAt: null,
    preview: null,
    parent: 0,
    hasRecord: true,
    broken: false,
    ...over,
  };
}

const ACTIVE = node({ relationship: 'active', parent: null });
const tree = (nodes: readonly RecordNode[]): string =>
  renderToString(<ProvenanceTree tree={nodes} t={t} picture={<i class="own" />} />);
const tiles = (html: string): readonly string[] => html.match(/<button[^>]* class="node[^]*?<\/button>/g) ?? [];

describe('the panel', () => {
  it.each(BASES.flatMap((basis) => LABELS.map((label) => [label, basis] as const)))('%s · %s', (label, basis) => {
    const html = panel(reportFor(label, basis));
    expect(html).toContain('What this does not show:');
    expect(html).not.toMatch(/\{\w+\}|>undefined<|>null</);
    const titles = [...html.matchAll(/<h2>([^<]+)/g)].map(([, title]) => title?.trim());
    const order = [
      'What AI did, as recorded',
      'Everything we looked for',
      'Rights',
      'What the file tells about people',
    ];
    expect(titles.filter((title) => order.includes(title ?? ''))).toEqual(order);
  });

  it('says of a record that cannot be relied on that it cannot, wherever it is told', () => {
    const record = sampleRecord({ tree: [ACTIVE, node()], editsMayBeMissing: true });
    const said = (html: string): number => html.split('cannot be relied on').length - 1;
    expect(said(panel(reportFor(null, 'changed-since-signing', { record })))).toBe(2);
    expect(said(panel(reportFor(null, 'signed-trusted', { record })))).toBe(0);
  });

  it('keeps what a file tells about people to itself until asked', () => {
    const html = panel(reportFor(null, 'nothing-found', { exposes: ['gps', 'person-name'] }));
    expect(html).toContain('Show them');
    expect(html).not.toContain('the place where it was taken');
  });

  it('tells the date of the list that knows the signer', () => {
    const report = reportFor('ai-generated', 'signed-trusted', {
      record: sampleRecord({ trustListName: 'c2pa' }),
      engine: { whence: '1', c2pa: '2', trustLists: [{ kind: 'c2pa', name: 'c2pa', issued: '2026-08-05' }] },
    });
    expect(panel(report)).toMatch(/List issued<\/dt><dd>5 Aug 2026/);
  });

  it('says what to do before anything was chosen, and when it left the page', () => {
    expect(panel(null, true)).toContain('has left the page');
    expect(
      renderToString(
        <PanelView item={null} isGone={false} t={t} load={load} onReport={() => {}} readDetails={async () => null} />,
      ),
    ).toContain('Choose a picture');
    expect(panel(null)).toContain('Being read.');
  });

  it('leads to whom one may ask elsewhere, each beside what it gets, in tabs of their own', () => {
    const report = reportFor(null, 'nothing-found');
    const item: TabItem = { ...sampleItem(report), url: 'https://images.example/a.jpg' };
    const html = renderToString(
      <PanelView
        {...{ item, t, load }}
        isGone={false}
        elsewhere={{ handOffs: handOffsFor(item.url, KNOWN_ENGINES), settingsHref: '#', mayLeave: () => true }}
        onReport={() => {}}
        readDetails={async () => null}
      />,
    );
    for (const { name } of KNOWN_ENGINES) expect(html).toContain(`Search with ${name}`);
    expect(html).toContain('images.example/a.jpg</bdi>');
    expect(html.match(/<a [^>]*href="(?:https:|#)[^>]*>/g)?.every((link) => link.includes('target="_blank"'))).toBe(
      true,
    );
    expect(panel(report)).not.toContain('Search with');
  });

  it('makes the raw report when it is opened, not before', () => {
    const report = reportFor('ai-generated', 'signed-trusted');
    expect(renderToString(<RawSection report={report} t={t} />)).not.toContain('&quot;basis&quot;');
  });
});

describe('the diagram', () => {
  it('is left out where there is nothing to draw', () => {
    expect(tiles(tree([ACTIVE]))).toEqual([]);
    expect(tree([ACTIVE])).toContain('This file');
  });

  it('has this file’s picture, and for the others what their records say', () => {
    const html = tree([
      ACTIVE,
      node({ title: 'sky.png', label: 'ai-generated', generator: 'ChatGPT' }),
      node({ hasRecord: false }),
      node({ broken: true, label: 'ai-generated' }),
    ]);
    const [own, sky, bare, broken] = tiles(html);
    expect(own).toMatch(/class="node now"[^]*class="own"/);
    expect(sky).toMatch(/made with AI[^]*Placed[^]*sky\.png[^]*ChatGPT/);
    expect(bare).toMatch(/class="node without"[^]*no record/);
    expect(broken).toMatch(/class="node without"[^]*does not check out/);
    expect(broken).not.toContain('made with AI');
    expect(html.match(/class="own"/g)).toHaveLength(1);
  });

  it('is one stop of the keyboard, and the same stands in words', () => {
    const html = tree([ACTIVE, ...Array.from({ length: 49 }, () => node())]);
    expect(tiles(html)).toHaveLength(4);
    expect(tiles(html).filter((tile) => tile.includes('tabindex="0"'))).toHaveLength(1);
    expect(tiles(html).at(-1)).toContain('and 47 more');
    expect(html.match(/<li data-node/g)).toHaveLength(50);
  });

  it('keeps names as text, cut and isolated', () => {
    const html = tree([ACTIVE, node({ title: `\u202E<b>${'x'.repeat(9_000)}`, generator: '<img src=x onerror=a()>' })]);
    expect(html).not.toMatch(/<img|\u202e|x{100}/);
    expect(html).toContain('⟨U+202E⟩');
  });
});
