import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { CaptureSection } from '../../components/CaptureSection.tsx';
import { PeopleFacts } from '../../components/PeopleSection.tsx';
import { ProvenanceTree } from '../../components/ProvenanceTree.tsx';
import { type DetailsState, previewsOf, readOnce } from '../../components/use-details.ts';
import { languages } from '../../lib/i18n/languages.ts';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { CaptureName, Detail, FileDetails, Preview } from '../../lib/model/file-details.ts';
import type { RecordNode } from '../../lib/model/report.ts';
import { captureWords } from '../../lib/verdict/words/capture-words.ts';
import { readWords } from '../support/read-words.ts';
import { reportFor, sampleReport } from '../verdict/sample-reports.ts';

const t = await pageTranslator('en-GB', readWords);
const HOSTILE = ['<img src=x onerror=a()>', '\u202Egpj.exe', 'javascript:alert(1)', `${'x'.repeat(10_000)}`, '{date}'];

const read = (over: Partial<FileDetails> = {}): DetailsState => ({
  kind: 'read',
  details: { capture: [], people: null, previews: [], ...over },
});
const capture = (state: DetailsState, basis: 'signed-trusted' | 'record-broken' = 'signed-trusted'): string =>
  renderToString(<CaptureSection report={reportFor(null, basis)} state={state} t={t} />);
const stated = (name: CaptureName, value: string): Detail<CaptureName> => ({
  name,
  value,
  sources: ['exif', 'record'],
});

describe('camera and capture', () => {
  it('is told with units, dates and places, what differs side by side', () => {
    const html = capture(
      read({
        capture: [
          stated('exposure', '1/250'),
          stated('aperture', '2.8'),
          stated('focal-length', '35'),
          stated('taken', '2021-05-03T14:22:11+02:00'),
          { name: 'taken', value: '2021-05-03T12:22:11', sources: ['xmp'] },
        ],
      }),
    );
    for (const words of [
      '1/250 s',
      'f/2.8',
      '35 mm',
      '3 May 2021, 14:22, UTC+02:00',
      '3 May 2021, 12:22, time zone not',
    ])
      expect(html).toContain(words);
    expect(html).toContain('Exif; the record<');
    expect(html.match(/<dt>Taken/g)).toHaveLength(1);
  });

  it('names a record that does not check out as one', () => {
    expect(capture(read({ capture: [stated('make', 'Leica')] }), 'record-broken')).toContain('cannot be relied on');
  });

  it('tells nothing stated from not looked', () => {
    expect(capture(read())).toContain('nothing stated');
    expect(capture({ kind: 'reading' })).toContain('being read');
    const unread = capture({ kind: 'unread', why: 'offline' });
    expect(unread).toContain('not checked');
    expect(unread).toContain('There was no connection to images.example');
  });

  it.each(HOSTILE)('stays text: %.20s', (value) => {
    const names = ['make', 'lens', 'exposure', 'taken', 'software'] as const;
    const html = capture(read({ capture: names.map((name) => stated(name, value)) }));
    expect(html).not.toMatch(/<img|href="(javascript|data):|\u202e|x{300}/);
  });

  it('shows no marks of writing direction in Arabic', async () => {
    const arabic = await pageTranslator('ar', readWords);
    const state = read({ capture: [stated('taken', '2021-05-03T14:22:11+02:00'), stated('exposure', '1/250')] });
    const html = renderToString(<CaptureSection report={sampleReport()} state={state} t={arabic} />);
    expect(html).not.toContain('⟨U+');
  });

  it.each(languages)('has a date for the year 9999 in %s', async (language) => {
    const words = captureWords('taken', '9999-12-31T23:59:59+14:00', await pageTranslator(language, readWords));
    expect(words).toMatch(/9999/);
    // Right to left, what is put in is isolated.
    expect(words?.replace(/[\u2066-\u2069]/g, '')).toContain('UTC+14:00');
  });
});

describe('what a file tells about people', () => {
  const report = sampleReport({ exposes: ['gps', 'person-name'] });
  const people = (state: DetailsState): string => renderToString(<PeopleFacts report={report} state={state} t={t} />);

  it('is told value by value', () => {
    const html = people(
      read({
        people: [
          { name: 'gps', value: '52.1, 5.4', sources: ['exif'] },
          { name: 'person-name', value: 'Ada', sources: ['iptc'] },
          { name: 'person-name', value: 'Grace', sources: ['xmp'] },
        ],
      }),
    );
    expect(html).toMatch(/Place<\/dt>[^]*52\.1, 5\.4[^]*Exif[^]*Name<\/dt>[^]*Ada[^]*IPTC[^]*Grace[^]*XMP/);
  });

  it('is told by kind where the values cannot be had', () => {
    for (const state of [{ kind: 'unread', why: 'needs-permission' } as const, read({ people: [] })]) {
      expect(people(state)).toContain('the place where it was taken and a name');
      expect(people(state)).toContain('could not be read again');
    }
  });

  it.each(HOSTILE)('stays text: %.20s', (value) => {
    const html = people(read({ people: [{ name: 'person-name', value, sources: ['xmp'] }] }));
    expect(html).not.toMatch(/<img|href="(javascript|data):|\u202e|x{300}/);
  });

  it('is asked for in a question of its own', async () => {
    const asked: boolean[] = [];
    const state = await readOnce(async (withPeople) => {
      asked.push(withPeople);
      throw new Error('the background is gone');
    }, true);
    expect(asked).toEqual([true]);
    expect(state).toEqual({ kind: 'unread', why: 'unreadable' });
  });
});

describe('previews in the diagram', () => {
  const node = (over: Partial<RecordNode>): RecordNode => ({
    title: 'A.jpg',
    generator: 'Darkroom',
    relationship: 'componentOf',
    label: 'ai-generated',
    signer: null,
    signedAt: '9999-12-31T00:00:00Z',
    preview: 'self#jumbf=/c2pa/a',
    parent: 0,
    hasRecord: true,
    broken: false,
    ...over,
  });
  const PICTURE: Preview = { kind: 'picture', type: 'image/jpeg', base64: 'AAEC' };
  const draw = (preview: Preview, over: Partial<RecordNode> = {}): string =>
    renderToString(
      <ProvenanceTree
        tree={[node({ relationship: 'active', parent: null }), node(over)]}
        t={t}
        picture={<i />}
        previews={new Map([['self#jumbf=/c2pa/a', preview]])}
      />,
    );
  const second = (html: string): string => html.match(/<button[^>]* class="node[^]*?<\/button>/g)?.[1] ?? '';

  it('stand where words would, which then stand below', () => {
    expect(second(draw(PICTURE))).toMatch(/src="data:image\/jpeg;base64,AAEC" alt[^]*class="caption"[^]*made with AI/);
    expect(draw(PICTURE).match(/base64/g)).toHaveLength(1);
  });

  it('say that they are too large, and are not drawn', () => {
    const html = second(draw({ kind: 'too-large' }));
    expect(html).toContain('preview too large');
    expect(html).not.toContain('<img');
  });

  it('are left out for a record that does not check out', () => {
    expect(second(draw(PICTURE, { broken: true }))).not.toMatch(/<img|9999/);
    expect(previewsOf(read({ previews: [['a', PICTURE]] }), { basis: 'record-broken' }).size).toBe(0);
    expect(previewsOf(read({ previews: [['a', PICTURE]] }), { basis: 'signed-trusted' }).size).toBe(1);
  });

  it('come with the date, in the diagram and in words', () => {
    const html = draw(PICTURE, { label: null });
    expect(second(html)).toContain('31 Dec 9999');
    expect(html).toContain('signed on 31 Dec 9999');
  });
});
