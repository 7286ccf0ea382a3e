import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { HandOffSection } from '../../components/HandOffSection.tsx';
import { EvidenceStatus, type EvidenceState, SaveEvidence } from '../../components/SaveEvidence.tsx';
import { SearchEngines } from '../../components/SearchEngines.tsx';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { Format } from '../../lib/model/format.ts';
import { handOffsFor } from '../../lib/platform/hand-offs.ts';
import { KNOWN_ENGINES } from '../../lib/settings/search-engines.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { reportFor } from '../verdict/sample-reports.ts';
import { readWords } from '../support/read-words.ts';

const t = await pageTranslator('en-GB', readWords);
const nothing = (): void => {};
const status = (evidence: EvidenceState): string => renderToString(<EvidenceStatus evidence={evidence} t={t} />);

describe('Saving evidence', () => {
  it('says in words how far it is, to ears as well', () => {
    expect(status({ kind: 'ready', needsAccess: false })).toMatch(/<div role="status"[^>]*><\/div>/);
    expect(status({ kind: 'ready', needsAccess: true })).toContain('your browser will ask');
    expect(status({ kind: 'reading', read: 4_000_000, size: 12_000_000 })).toContain('4 MB of 12 MB');
    expect(status({ kind: 'reading', read: 4_000_000, size: null })).toContain('again: 4 MB.');
    expect(status({ kind: 'packing' })).toContain('Putting the pack together');
    expect(status({ kind: 'failed' })).toContain('could not be made');
    const done = status({ kind: 'done', name: 'a.zip', size: 5000, notes: ['<b>Changed</b>'] });
    expect(done).toContain('Saved as a.zip');
    expect(done).toContain('&lt;b>Changed');
  });

  it('keeps its button in place while it works', () => {
    const button = (evidence: EvidenceState) =>
      renderToString(<SaveEvidence evidence={evidence} t={t} onSave={nothing} />);
    expect(button({ kind: 'packing' })).toContain('aria-disabled="true"');
    expect(button({ kind: 'failed' })).toContain('aria-disabled="false"');
  });
});

describe('Asking elsewhere', () => {
  const section = (url: string, format: Format = 'image/jpeg', engines = KNOWN_ENGINES): string =>
    renderToString(
      <HandOffSection
        report={reportFor(null, 'nothing-found', { format })}
        handOffs={handOffsFor(url, engines)}
        settingsHref="options.html"
        t={t}
        mayLeave={() => true}
      />,
    );

  it('names each service, what it gets and its address', () => {
    const html = section('https://images.example/a.jpg?size=2&amp=1#part');
    for (const { name } of KNOWN_ENGINES) expect(html).toContain(`Search with ${name}`);
    expect(html).toContain('lens.google.com/uploadbyurl?url=https%3A%2F%2Fimages.example%2Fa.jpg%3Fsize%3D2');
    expect(html).toContain('The address goes to contentcredentials.org');
    expect(html).not.toContain('%23part');
    expect(html.match(/rel="noopener noreferrer"/g)?.length).toBe(6);
  });

  it('leaves out engines that are off, and all of them where there is no picture', () => {
    const off = KNOWN_ENGINES.map((engine) => ({ ...engine, isOn: engine.name === 'TinEye' }));
    expect(section('https://images.example/a.jpg', 'image/jpeg', off)).not.toContain('Yandex');
    const sound = section('https://images.example/a.mp3', 'audio/mpeg');
    expect(sound).not.toContain('TinEye');
    expect(sound).toContain('Content Credentials');
  });

  it.each([
    ['data:image/png;base64,AAAA', 'inside its page'],
    ['blob:https://a.example/1', 'inside its page'],
    ['javascript:alert(1)', 'inside its page'],
    ['http://192.168.1.7/a.jpg', 'private network'],
    ['http://localhost:8000/a.jpg', 'private network'],
    ['https://printer.local/a.jpg', 'private network'],
    ['https://me:word@images.example/a.jpg', 'a user name or password'],
    [`https://images.example/${'a'.repeat(5000)}`, 'longer than'],
  ])('does not offer %s, and says why', (url, why) => {
    const html = section(url);
    expect(html).toContain(why);
    expect(html).not.toContain('uploadbyurl');
    expect(html).not.toContain('contentcredentials.org');
  });
});

describe('Search engines in the settings', () => {
  it('can be moved and switched; only one’s own can be removed', () => {
    const own = { name: '<b>Mine</b>', template: 'https://search.example/?u={url}', isOn: true };
    const html = renderToString(
      <SearchEngines
        t={t}
        settings={{ ...DEFAULT_SETTINGS, searchEngines: [...KNOWN_ENGINES, own] }}
        knownEngines={new Set(KNOWN_ENGINES.map(({ template }) => template))}
        onChange={nothing}
        onAddEngine={async () => true}
      />,
    );
    expect(html.match(/role="switch"/g)?.length).toBe(KNOWN_ENGINES.length + 1);
    expect(html.match(/>Remove</g)?.length).toBe(1);
    expect(html).not.toContain('<b>Mine');
  });
});
