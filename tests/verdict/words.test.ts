import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { Unanswered } from '../../lib/model/outcome.ts';
import type { Report } from '../../lib/model/report.ts';
import {
  badgeWords,
  canFetchRecord,
  canFingerprint,
  canLookUp,
  canSeekOriginal,
  displayName,
  groupOf,
  ladderOf,
  limitsOf,
  popupLines,
  sentenceOf,
  signalRows,
  softBindingsOf,
} from '../../lib/verdict/words.ts';
import { BASES, LABELS, REASONS, reportFor, sampleLookUp, sampleRecord, sampleReport } from './sample-reports.ts';

const t = await pageTranslator('en-GB', async () => null);

/** Everything Whence would show about a report. */
function allWords(report: Report): string[] {
  const badge = badgeWords(report, t);
  const { label, line } = popupLines(report, t);
  return [
    sentenceOf(report, t),
    limitsOf(report, t),
    label,
    line,
    ...(badge === null ? [] : [badge.full.label, badge.full.basis ?? '', badge.short, badge.tiny ?? '']),
    ...ladderOf(report, t).flatMap(({ name, answer, detail }) => [name, answer, detail ?? '']),
    ...signalRows(report, t).flatMap(({ name, answer, says }) => [name, answer, says]),
  ];
}

const VERDICTS = BASES.flatMap((basis) => LABELS.map((label) => ({ label, basis })));

describe('every verdict', () => {
  it.each(VERDICTS)('$label · $basis is told without a judgement', ({ label, basis }) => {
    for (const words of allWords(reportFor(label, basis))) {
      expect(words).not.toMatch(
        /\b(fake|real|really|authentic|tampered|verified|human|deepfake|genuine|manipulated)\b|%/i,
      );
      expect(words).not.toMatch(/[{}!]|undefined|null|NaN/);
    }
  });

  it.each(VERDICTS)(
    '$label · $basis has five rungs in one order and says what it does not show',
    ({ label, basis }) => {
      const report = reportFor(label, basis);
      expect(ladderOf(report, t).map(({ name }) => name)).toEqual([
        'Signed record',
        'Tags in the file',
        'Watermark',
        'This website',
        'Look-ups on other servers',
      ]);
      expect(limitsOf(report, t)).toMatch(/^What this does not show: \w/);
    },
  );

  it('says "entirely" in none of them without an inception that says so', () => {
    for (const { label, basis } of VERDICTS) expect(allWords(reportFor(label, basis)).join()).not.toContain('entirely');
  });
});

describe('badge', () => {
  it.each([
    ['ai-generated', 'signed-trusted', 'AI-generated', 'signed by Google', 'AI-generated', 'AI'],
    ['ai-generated', 'signed-lapsed', 'AI-generated', 'signed by Google', 'AI-generated', 'AI'],
    ['ai-edited', 'signed-trusted', 'AI-edited', 'signed by Google', 'AI-edited', 'AI edit'],
    ['may-contain-ai', 'signed-trusted', 'May contain AI', 'signed by Google', 'May contain AI', 'Maybe AI'],
    ['camera-captured', 'signed-trusted', 'Camera record', 'signed by Google', 'Camera record', 'Camera'],
    ['ai-generated', 'signed-unrecognised', 'AI-generated', 'signer not recognised', 'AI, signer unknown', 'Says AI'],
    ['ai-edited', 'signed-unrecognised', 'AI-edited', 'signer not recognised', 'AI-edited, signer unknown', 'Says AI'],
    ['camera-captured', 'signed-unrecognised', 'Signed', 'signer not recognised', 'Signed, signer unknown', 'Signed'],
    [null, 'signed-unrecognised', 'Signed', 'signer not recognised', 'Signed, signer unknown', 'Signed'],
    [
      null,
      'changed-since-signing',
      'Changed since signing',
      'resizing does this too',
      'Changed since signing',
      'Changed',
    ],
    [
      'ai-generated',
      'changed-since-signing',
      'Changed since signing',
      'a tag says AI',
      'Changed since signing',
      'Changed',
    ],
    [null, 'record-broken', 'Record does not check out', null, 'Record has a fault', 'Fault'],
    [null, 'record-elsewhere', 'Record kept elsewhere', 'fetch it?', 'Record elsewhere', 'Record'],
    [null, 'record-removed', 'Record removed', null, 'Record removed', 'Removed'],
    ['ai-generated', 'declared', 'Tag says AI', 'unsigned', 'Tag says AI', 'Says AI'],
    [null, 'could-not-check', 'Could not check', 'blocked by its server', 'Could not check', null],
  ] as const)('%s · %s', (label, basis, full, fullBasis, short, tiny) => {
    expect(badgeWords(reportFor(label, basis), t)).toMatchObject({
      full: { label: full, basis: fullBasis },
      short,
      tiny,
    });
  });

  it('is not there for nothing found, nor for a tag that says nothing of AI or capture', () => {
    expect(badgeWords(reportFor(null, 'nothing-found'), t)).toBeNull();
    expect(badgeWords(reportFor(null, 'declared'), t)).toBeNull();
  });

  it('asks only where something waits for the person', () => {
    const asking = BASES.filter((basis) => badgeWords(reportFor('ai-generated', basis), t)?.asks);
    expect(asking).toEqual(['record-elsewhere', 'could-not-check']);
  });

  it('leaves a long name to the card', () => {
    const record = sampleRecord({ organisation: 'A'.repeat(60) });
    expect(badgeWords(reportFor('ai-generated', 'signed-trusted', { record }), t)?.full.basis).toBe('signed');
  });

  it('never shortens a weak basis to the bare label', () => {
    for (const label of LABELS) {
      for (const basis of ['signed-unrecognised', 'declared'] as const) {
        const words = badgeWords(reportFor(label, basis), t);
        if (words !== null) expect(words.short).toMatch(/signer unknown|^Tag says/);
      }
    }
  });
});

describe('a record from elsewhere', () => {
  const remote = 'https://manifests.example/1';
  const failed = (why: Unanswered) =>
    reportFor(null, 'record-elsewhere', { notChecked: [{ what: 'remote-manifest', why }] });

  it('is told to have been fetched, wherever its claims are told', () => {
    const fetched = reportFor('ai-generated', 'signed-trusted', { remote, recordFrom: 'remote' });
    expect(sentenceOf(fetched, t)).toBe(
      'Google’s signed record says this image was made with AI. The record was fetched from manifests.example; it is not in this file.',
    );
    expect(ladderOf(fetched, t)[0].detail).toMatch(
      /^Fetched from manifests\.example; it is not in this file\. By Google/,
    );
    expect(sentenceOf({ ...fetched, recordFrom: 'file' }, t)).not.toContain('fetched');
  });

  it('that does not match may be another file’s', () => {
    const other = reportFor(null, 'changed-since-signing', { remote, recordFrom: 'remote' });
    expect(sentenceOf(other, t)).toMatch(
      /^The record fetched from manifests\.example does not match .* another file’s\.$/,
    );
    const tagged = reportFor('ai-generated', 'changed-since-signing', { remote, recordFrom: 'remote' });
    expect(sentenceOf(tagged, t)).toContain('A tag in the file says');
  });

  it.each(REASONS.filter((why) => why !== 'needs-consent'))('that did not come is no question any more: %s', (why) => {
    for (const words of allWords(failed(why))) expect(words).not.toMatch(/[Ff]etch it\?/);
    expect(sentenceOf(failed(why), t)).toMatch(/could not be fetched: .+\.$/);
    expect(badgeWords(failed(why), t)?.full.basis).toBe('not fetched');
    expect(canFetchRecord(failed(why))).toBe(true);
  });

  it('is offered only where there is none in the file', () => {
    const both = reportFor('ai-generated', 'signed-trusted', { remote, recordFrom: 'file' });
    expect(canFetchRecord(both)).toBe(false);
    expect(canFetchRecord(reportFor('ai-generated', 'declared', { remote }))).toBe(true);
  });
});

describe('what a report is about', () => {
  const FORMATS = {
    'video/mp4': 'this video',
    'audio/mpeg': 'this sound',
    'application/pdf': 'this document',
    'application/vnd.oasis.opendocument.text': 'this document',
    'text/html': 'this document',
    'text/plain': 'this text',
    'font/otf': 'this file',
  } as const;
  const formats = Object.keys(FORMATS) as (keyof typeof FORMATS)[];

  /** What Grok makes are pictures, and one of the servers of these tests is called so. */
  const plain = (words: string) => words.replace('leaves in its pictures', '').replaceAll('images.example', '');

  it.each(formats)('is called what it is: %s', (format) => {
    for (const { label, basis } of VERDICTS)
      for (const words of allWords(reportFor(label, basis, { format }))) {
        expect(words).not.toMatch(/[{}]|undefined/);
        expect(plain(words)).not.toMatch(/\b(image|picture|photo)s?\b/i);
      }
    const said = sentenceOf(reportFor('ai-generated', 'signed-trusted', { format }), t);
    expect(said).toContain(`says ${FORMATS[format]} was made with AI`);
  });

  it('is named in every reason for not checking without guessing what it is', () => {
    for (const why of REASONS)
      for (const words of allWords(reportFor(null, 'could-not-check', { why, format: 'application/octet-stream' })))
        expect(plain(words)).not.toMatch(/\b(image|picture|photo|video)s?\b/i);
  });

  it('has a camera only where one could have made it', () => {
    const words = (format: Report['format']) =>
      allWords(reportFor('camera-captured', 'signed-trusted', { format })).join(' ');
    expect(words('image/jpeg')).toContain('a camera took this image');
    expect(words('video/mp4')).toContain('a camera recorded this video');
    for (const format of ['audio/wav', 'application/pdf', 'text/plain'] as const)
      expect(words(format)).not.toMatch(/camera/i);
  });
});

describe('a record that came with a stream', () => {
  const stream = { address: 'https://cdn.example/init.mp4', compared: 'part' } as const;

  it('is told to be compared with a part of what was loaded, and not with what plays', () => {
    for (const basis of ['signed-trusted', 'signed-unrecognised', 'signed-lapsed'] as const) {
      const report = reportFor('camera-captured', basis, { stream });
      expect(sentenceOf(report, t)).toMatch(/the beginning and one piece of a stream .* not with what plays\.$/);
      expect(limitsOf(report, t)).toContain('what the player plays');
      expect(badgeWords(report, t)?.full.label).toBe('Signed');
      expect(badgeWords(report, t)?.full.basis).not.toMatch(/signed by/);
    }
    const whole = reportFor(null, 'signed-trusted', { stream: { ...stream, compared: 'file' } });
    expect(sentenceOf(whole, t)).toMatch(/with a file that this page loaded, not with what plays\.$/);
  });

  it('keeps a label of AI, and lends nobody’s name to the player', () => {
    expect(badgeWords(reportFor('ai-generated', 'signed-trusted', { stream }), t)?.full).toEqual({
      label: 'AI-generated',
      basis: 'stream, checked in part',
    });
  });

  it('says nothing of a comparison where there was none', () => {
    const none = { ...stream, compared: null };
    for (const report of [
      sampleReport({ stream: none }),
      reportFor(null, 'could-not-check', { why: 'piece', stream: none }),
    ])
      expect(sentenceOf(report, t)).not.toContain('compared it');
  });
});

it('an original is looked for where the evidence could be better, of pictures that could be read', () => {
  const seeking = BASES.filter((basis) => canSeekOriginal(reportFor(null, basis)));
  expect(BASES.filter((basis) => !seeking.includes(basis))).toEqual([
    'signed-trusted',
    'signed-unrecognised',
    'signed-lapsed',
    'could-not-check',
  ]);
  expect(canSeekOriginal(sampleReport({ format: 'video/mp4' }))).toBe(false);
});

describe('sentence', () => {
  it.each([
    ['ai-generated', 'signed-trusted', /^Google’s signed record says this image was made with AI\.$/],
    ['ai-generated', 'signed-lapsed', /^Signed by Google; the certificate has since expired\. /],
    [
      'ai-generated',
      'signed-unrecognised',
      /^Signed, signer not recognised\. The record says this image was made with AI\.$/,
    ],
    [null, 'changed-since-signing', /^The file changed since it was signed\. Resizing by a website does this too\.$/],
    [
      'ai-generated',
      'changed-since-signing',
      /^The file changed since .* A tag in the file says .* Anyone can add or remove it\.$/,
    ],
    [null, 'record-broken', /^The record does not check out \(claimSignature\.mismatch\)/],
    [null, 'record-elsewhere', /^The record is kept at manifests\.example\. Fetch it\?$/],
    [null, 'record-removed', /^This copy once carried a signed record; it is gone\.$/],
    [
      'ai-generated',
      'declared',
      /^A tag in the file says .*\(Midjourney, generator text\)\. Anyone can add or remove it\.$/,
    ],
    ['ai-generated', 'page', /^This website says /],
    ['ai-generated', 'watermark', /^Carries the watermark that NovelAI adds\. Anyone can add it\.$/],
    [null, 'watermark', /^Carries a mark that does not say whether .*\(NovelAI, text hidden in the pixels\)/],
  ] as const)('%s · %s', (label, basis, expected) => {
    expect(sentenceOf(reportFor(label, basis), t)).toMatch(expected);
  });

  it('tells a signature of the generator only where it matches', () => {
    const mark = (id: 'novelai' | 'stealth-pnginfo', signature: string) => ({
      ...sampleReport().signals,
      [id]: { kind: 'found', value: { says: 'ai-generated', tool: 'NovelAI', signature } } as const,
    });
    const said = (signature: string) =>
      sentenceOf(reportFor('ai-generated', 'watermark', { signals: mark('stealth-pnginfo', signature) }), t);
    expect(said('valid')).toMatch(/NovelAI adds, and NovelAI’s own signature in it matches these pixels\.$/);
    expect(said('does-not-match')).toMatch(/Anyone can add it\.$/);
    const signals = mark('novelai', 'valid');
    const declared = reportFor('ai-generated', 'declared', { signals, because: ['novelai'] });
    expect(sentenceOf(declared, t)).toMatch(/NovelAI’s own signature matches these pixels\.$/);
    const row = (signature: string) =>
      signalRows(reportFor('ai-generated', 'watermark', { signals: mark('stealth-pnginfo', signature) }), t)[0]?.says;
    expect(row('valid')).toBe('NovelAI: made with AI. NovelAI’s own signature matches these pixels.');
    expect(row('does-not-match')).toContain('does not match');
    expect(row('not-checked')).toContain('could not be checked');
    expect(row('unsigned')).toBe('NovelAI: made with AI');
  });

  it('tells a watermark that says AI beside what does not', () => {
    const { signals } = reportFor('ai-generated', 'watermark');
    const mark = 'Carries the watermark that NovelAI adds';
    expect(sentenceOf(reportFor(null, 'signed-trusted', { signals }), t)).toContain(mark);
    expect(sentenceOf(reportFor('ai-generated', 'changed-since-signing', { signals }), t)).toContain(mark);
    expect(sentenceOf(reportFor(null, 'declared', { signals }), t)).toContain(mark);
    const elsewhere = { signals, remote: 'https://manifests.example/1' };
    expect(sentenceOf(reportFor('ai-generated', 'watermark', elsewhere), t)).toMatch(/A record is also kept at/);
  });

  it('says of nothing found exactly what it means', () => {
    expect(sentenceOf(sampleReport(), t)).toBe(
      'No record found in this copy. Most images have none. This tells you nothing either way.',
    );
  });

  it.each(REASONS)('gives a reason and a way on for %s', (why) => {
    const sentence = sentenceOf(reportFor(null, 'could-not-check', { why }), t);
    expect(sentence).toMatch(/^[A-Za-z].{30,}\.|”$/);
    expect(sentence).not.toContain('No record');
  });

  it('does without a host where there is none', () => {
    const report = reportFor(null, 'could-not-check', { why: 'blocked', source: 'pictures/a.jpg' });
    expect(sentenceOf(report, t)).toMatch(/^Its server did not let us read/);
  });

  it('says "entirely" when the inception and everything after it are trained media', () => {
    const created = { action: 'c2pa.created', by: null, digitalSourceType: 'trainedAlgorithmicMedia', when: null };
    const sentence = (record: ReturnType<typeof sampleRecord>) =>
      sentenceOf(reportFor('ai-generated', 'signed-trusted', { record }), t);
    expect(sentence(sampleRecord({ actions: [created] }))).toContain('made entirely with AI');
    const composite = { ...created, action: 'c2pa.edited', digitalSourceType: 'composite' };
    expect(sentence(sampleRecord({ actions: [created, composite] }))).not.toContain('entirely');
    expect(sentence(sampleRecord({ actions: [composite] }))).not.toContain('entirely');
    expect(sentence(sampleRecord({ actions: [created], restsOnSigner: true }))).not.toContain('entirely');
  });

  it('never lets a listed signer say what an unlisted one inside said', () => {
    const record = sampleRecord({ restsOnUnrecognised: true });
    const report = reportFor('ai-generated', 'signed-trusted', { record });
    expect(sentenceOf(report, t)).toMatch(
      /^The record says .* whose signer is not recognised; .* signed the file after it\.$/,
    );
    expect(badgeWords(report, t)?.full.basis).toBe('signer not recognised');
    const camera = reportFor(null, 'signed-trusted', { record });
    expect(sentenceOf(camera, t)).toContain('that signer is not recognised');
    expect(badgeWords(camera, t)?.full.label).toBe('Signed');
  });

  it('tells a tag that says AI beside a record that does not', () => {
    const signals = {
      'iptc-digital-source-type': { kind: 'found', value: { says: 'ai-generated', tool: null } },
    } as const;
    const report = reportFor('camera-captured', 'signed-unrecognised', { signals });
    expect(sentenceOf(report, t)).toMatch(
      /^Signed, signer not recognised\. .* A tag in the file says this image was made with AI/,
    );
  });

  it('does not put words into the record of a signer who only signs AI media', () => {
    const report = reportFor('ai-generated', 'signed-trusted', { record: sampleRecord({ restsOnSigner: true }) });
    expect(sentenceOf(report, t)).toContain('does not say how this image was made');
  });

  it('tells a trace of a record beside a declaration', () => {
    const report = reportFor('ai-generated', 'declared');
    const trace = { ...report, signals: { ...report.signals, 'c2pa-trace': { kind: 'found', value: {} } as const } };
    expect(sentenceOf(trace, t)).toMatch(/^A tag .*once carried a signed record; it is gone\.$/);
    expect(sentenceOf({ ...report, remote: 'https://manifests.example/1' }, t)).toContain('kept at manifests.example');
  });
});

describe('a famous name that no list vouches for', () => {
  const record = sampleRecord({ organisation: 'OpenAI', trustList: null });

  it.each(['signed-unrecognised', 'signed-lapsed'] as const)('comes second and in quotes when %s', (basis) => {
    const report = reportFor('ai-generated', basis, { record });
    expect(badgeWords(report, t)?.full.basis).toBe('signer not recognised');
    expect(sentenceOf(report, t)).toMatch(/^Signed, signer not recognised/);
    expect(ladderOf(report, t)[0].detail).toMatch(/^Intact, signer not recognised\. .*“OpenAI”/);
    expect(popupLines(report, t).line).toMatch(/^Signer not recognised: “OpenAI”/);
    expect(sentenceOf(report, t)).not.toContain('OpenAI');
  });

  it('never makes a camera record', () => {
    const report = reportFor('camera-captured', 'signed-lapsed', { record });
    expect(badgeWords(report, t)?.full.label).toBe('Signed');
  });

  it('is told when it mixes alphabets', () => {
    const lookalike = sampleRecord({ organisation: 'Gооgle', trustList: null });
    expect(ladderOf(reportFor('ai-generated', 'signed-unrecognised', { record: lookalike }), t)[0].detail).toContain(
      'mixes alphabets',
    );
  });
});

describe('ladder', () => {
  it('keeps "none" apart from "not checked"', () => {
    expect(ladderOf(sampleReport(), t).map(({ state }) => state)).toEqual([
      'none',
      'none',
      'none',
      'not-checked',
      'not-checked',
    ]);
    const { signals } = sampleReport();
    const { 'stealth-pnginfo': _, 'dwt-dct': __, trustmark: ___, ...withoutPixels } = signals;
    expect(ladderOf(sampleReport({ signals: withoutPixels }), t)[2].state).toBe('not-checked');
    expect(ladderOf(sampleReport(), t)[2].detail).toContain('SynthID');
    const gap = sampleReport({ signals: { ...signals, 'tc260-aigc': { kind: 'unanswered', why: 'truncated' } } });
    expect(ladderOf(gap, t)[1]).toMatchObject({ state: 'not-checked', detail: 'Could not look: file cut short.' });
    expect(ladderOf(sampleReport({ signals: {} }), t)[0].state).toBe('not-checked');
  });

  it('says whether scaled and cut copies of a mark were searched for', () => {
    const row = (notChecked: Report['notChecked']) =>
      signalRows(sampleReport({ notChecked }), t).find(({ name }) => name === t('signal.dwt-dct'));
    expect(row([])).toMatchObject({ state: 'none', says: t('looks-for.dwt-dct') });
    expect(row([{ what: 'altered-copies', why: 'budget' }])?.says).toContain(t('altered-copies.not-checked'));
  });

  it('speaks of a fault in an earlier version only where one does not check out', () => {
    const none = { title: null, generator: null, label: null, signer: null, signedAt: null, preview: null } as const;
    const node = { ...none, hasRecord: true } as const;
    const detail = (broken: boolean): string | null => {
      const tree = [
        { ...node, relationship: 'active', parent: null, broken: false },
        { ...node, relationship: 'parentOf', parent: 0, broken },
      ] as const;
      const record = sampleRecord({ ingredientFailures: ['signingCredential.untrusted'], tree });
      return ladderOf(reportFor('ai-generated', 'signed-trusted', { record }), t)[0].detail;
    };
    expect(detail(true)).toContain('does not check out');
    expect(detail(false)).not.toContain('does not check out');
  });

  it('tells that a label rests on the signer, and that edits may be missing', () => {
    const report = reportFor('ai-generated', 'signed-trusted', {
      record: sampleRecord({ restsOnSigner: true, editsMayBeMissing: true }),
    });
    expect(ladderOf(report, t)[0].detail).toContain('rests on who signed');
    expect(limitsOf(report, t)).toContain('missing from the record');
  });
});

it('counts every basis into one of three piles, "not checked" never inside "nothing"', () => {
  const piles = new Map(BASES.map((basis) => [basis, groupOf(reportFor(null, basis))]));
  expect(piles.get('nothing-found')).toBe('nothing');
  expect(piles.get('could-not-check')).toBe('not-checked');
  expect([...piles.values()].filter((pile) => pile === 'found')).toHaveLength(BASES.length - 2);
});

describe('names out of files', () => {
  it('shows what is invisible and cuts what is endless', () => {
    expect(displayName('exe.\u202Egnp')).toBe('exe.⟨U+202E⟩gnp');
    expect(displayName('Open\u200BAI\u0000')).toBe('Open⟨U+200B⟩AI⟨U+0000⟩');
    expect(displayName('  a \n b  ')).toBe('a b');
    expect([...displayName('x'.repeat(10_000))]).toHaveLength(80);
    expect(displayName(`Z${'\u0301'.repeat(500)}algo`)).toHaveLength(8);
  });

  it('leaves honest names alone', () => {
    for (const name of ['Leica Camera AG', '株式会社ニコン', 'شركة المثال', 'نام\u200Cها', 'Ångström & Söhne']) {
      expect(displayName(name)).toBe(name);
    }
  });

  it('holds for any text: bounded, no controls, never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 400 })), (name) => {
        const shown = displayName(name);
        expect([...shown].length).toBeLessThanOrEqual(80);
        expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/u);
        const record = sampleRecord({ organisation: name, signer: name, failures: [name], trustListName: name });
        for (const basis of BASES) expect(() => allWords(reportFor('ai-edited', basis, { record }))).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });
});

describe('a record that was looked up', () => {
  const stripped = sampleReport({ lookUp: sampleLookUp() });
  const rung = (report: Report) => ladderOf(report, t)[4];

  it('is told as that, after what the file itself tells, and gives no label and no badge', () => {
    expect(sentenceOf(stripped, t)).toBe(
      'No record found in this copy. Looked up at records.example, not in this file: Lumen’s signed record says this image was made with AI.',
    );
    expect(badgeWords(stripped, t)).toBeNull();
    expect(groupOf(stripped)).toBe('nothing');
    expect(rung(stripped)).toMatchObject({ state: 'found', detail: expect.stringMatching(/^Looked up at/) });
    const broken = reportFor(null, 'record-broken', { lookUp: sampleLookUp() });
    expect(sentenceOf(broken, t)).toMatch(/^The record does not check out[^]*Looked up at records\.example/);
  });

  it.each(VERDICTS)('$label · $basis: never hides what the file says', ({ label, basis }) => {
    const own = reportFor(label, basis);
    const words = sentenceOf({ ...own, lookUp: sampleLookUp() }, t);
    expect(words).toContain('not in this file');
    if (basis !== 'nothing-found') expect(words.startsWith(sentenceOf(own, t))).toBe(true);
  });

  it('is not quoted where only the store ties it to the picture, or where it does not check out', () => {
    const other = sentenceOf(sampleReport({ lookUp: sampleLookUp({ namesBinding: false }) }), t);
    expect(other).toContain('it may belong to something else');
    expect(other).not.toContain('made with AI');
    const broken = sentenceOf(sampleReport({ lookUp: sampleLookUp({ state: 'broken' }) }), t);
    expect(broken).toContain('does not check out');
    expect(broken).not.toContain('made with AI');
    const same = sampleLookUp({ namesBinding: false, content: 'matches' });
    expect(sentenceOf(sampleReport({ lookUp: same }), t)).toContain('made with AI');
  });

  it('by a fingerprint is of a picture that looks like this one, and by the picture only the store’s word', () => {
    const binding = { alg: 'io.iscc.v0', value: 'AAEC', from: 'fingerprint' } as const;
    const words = (over: Parameters<typeof sampleLookUp>[0]) =>
      sentenceOf(sampleReport({ lookUp: sampleLookUp(over) }), t);
    expect(words({ binding })).toContain(
      'Looked up at records.example by a fingerprint, for a picture that looks like this one: Lumen’s signed record',
    );
    expect(words({ binding, content: 'matches' })).toContain('Looked up at records.example, not in this file: Lumen');
    for (const by of [binding, null])
      expect(words({ binding: by, namesBinding: false })).toContain(
        'belongs to it only by the word of records.example',
      );
    expect(words({ binding: null, namesBinding: false, state: 'broken' })).toContain('does not check out');
  });

  it('names no signer that no list vouches for', () => {
    const unknown = sentenceOf(sampleReport({ lookUp: sampleLookUp({ state: 'unrecognised' }) }), t);
    expect(unknown).toContain('not in this file: Signed, signer not recognised.');
    expect(unknown).not.toContain('Lumen');
  });

  it('may be asked for by codes in the pixels or in a record of the file, each once', () => {
    const inPixels = { kind: 'found', value: { alg: 'com.adobe.trustmark.P', value: 'AAEC' } };
    const signals = { ...sampleReport().signals, trustmark: inPixels } as Report['signals'];
    const record = sampleRecord({
      softBindings: [
        { alg: 'com.adobe.trustmark.P', value: 'AAEC', from: 'record' },
        { alg: 'io.iscc.v0', value: 'AQID', from: 'record' },
        { alg: 'too.long', value: '', from: 'record' },
      ],
    });
    const report = reportFor(null, 'record-broken', { record, signals });
    expect(softBindingsOf(report)).toEqual([
      { alg: 'com.adobe.trustmark.P', value: 'AAEC', from: 'watermark' },
      { alg: 'io.iscc.v0', value: 'AQID', from: 'record' },
    ]);
    expect(canLookUp(report)).toBe(true);
    expect(canLookUp({ ...report, basis: 'signed-trusted' })).toBe(false);
    expect(canLookUp(sampleReport())).toBe(false);
    expect(canFingerprint(sampleReport())).toBe(true);
    for (const over of [
      { pixels: null },
      { format: 'image/svg+xml' },
      { format: 'video/mp4' },
      { basis: 'signed-trusted' },
    ])
      expect(canFingerprint(sampleReport(over as Partial<Report>))).toBe(false);
    expect(rung(report).detail).toContain('needs your click');
    for (const value of [null, 7, { alg: 1, value: 'A' }, { alg: 'a', value: 'x'.repeat(5000) }]) {
      const odd = { trustmark: { kind: 'found', value } } as Report['signals'];
      expect(softBindingsOf(sampleReport({ signals: odd }))).toEqual([]);
    }
  });

  it('is "none" only where the store said so', () => {
    const told = (answer: Exclude<Report['lookUp'], null>['answer']) =>
      rung(sampleReport({ lookUp: { ...sampleLookUp(), answer } })).state;
    expect(told({ kind: 'absent' })).toBe('none');
    for (const why of REASONS) expect(told({ kind: 'unanswered', why })).toBe('not-checked');
  });
});
