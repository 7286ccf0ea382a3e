import type { LookedUpRecord, LookUp } from '../../lib/model/look-up.ts';
import type { RecordReport, Report } from '../../lib/model/report.ts';
import type { Unanswered } from '../../lib/model/outcome.ts';
import type { Basis, Label, SignalId } from '../../lib/model/verdict.ts';

export const LABELS: readonly Label[] = ['ai-generated', 'ai-edited', 'may-contain-ai', 'camera-captured', null];

export const BASES: readonly Basis[] = [
  'signed-trusted',
  'signed-unrecognised',
  'signed-lapsed',
  'changed-since-signing',
  'record-broken',
  'record-elsewhere',
  'record-removed',
  'declared',
  'watermark',
  'page',
  'nothing-found',
  'could-not-check',
];

export const REASONS: readonly Unanswered[] = [
  'truncated',
  'malformed',
  'too-large',
  'unsupported',
  'unreadable',
  'blocked',
  'offline',
  'timeout',
  'budget',
  'needs-permission',
  'needs-consent',
  'engine-failed',
  'stream',
  'several-streams',
  'encrypted',
  'piece',
  'not-public',
  'too-small',
];

export const SIGNAL_IDS: readonly SignalId[] = [
  'c2pa-manifest',
  'c2pa-remote',
  'c2pa-trace',
  'iptc-digital-source-type',
  'iptc-ai-properties',
  'tc260-aigc',
  'novelai',
  'generator-parameters',
  'generator-name',
  'vendor-credit',
  'samsung-genai',
  'grok-signature',
  'stealth-pnginfo',
  'dwt-dct',
  'trustmark',
  'visible-mark',
  'hidden-characters',
];

/** A signed record by Google, on the C2PA list, with a trusted time. */
export function sampleRecord(over: Partial<RecordReport> = {}): RecordReport {
  return {
    signer: 'Google Media Processing Services',
    organisation: 'Google LLC',
    generator: 'Google C2PA Core Generator Library',
    title: null,
    signedAt: '2026-09-08T10:00:00Z',
    timestampTrusted: true,
    revocation: 'not-checked',
    certificateExpires: '2027-09-08T10:00:00Z',
    trustList: 'c2pa',
    trustListName: null,
    failures: [],
    ingredientFailures: [],
    manifests: 1,
    actions: [],
    identities: [],
    softBindings: [],
    tree: [],
    editsMayBeMissing: false,
    restsOnSigner: false,
    restsOnUnrecognised: false,
    ...over,
  };
}

/** A picture in which nothing was found, every check made. */
export function sampleReport(over: Partial<Report> = {}): Report {
  return {
    source: 'https://images.example/harbour.jpg',
    format: 'image/jpeg',
    size: 1000,
    bytesRead: 1000,
    sha256: null,
    pixels: { width: 400, height: 300 },
    label: null,
    basis: 'nothing-found',
    sentence: '',
    because: [],
    why: null,
    record: null,
    recordFrom: null,
    remote: null,
    lookUp: null,
    signals: Object.fromEntries(SIGNAL_IDS.map((id) => [id, { kind: 'absent' }])),
    rights: {
      creator: null,
      credit: null,
      copyright: null,
      licence: null,
      licensor: null,
      training: { stance: 'unstated', sources: [], statements: [] },
      identifiers: [],
    },
    exposes: [],
    checked: SIGNAL_IDS,
    notChecked: [],
    engine: { whence: '0.1.0', c2pa: '0.13.3', trustLists: [] },
    ms: 1,
    ...over,
  };
}

/** A report as the engine makes it for one verdict. */
export function reportFor(label: Label, basis: Basis, over: Partial<Report> = {}): Report {
  const hasRecord = basis.startsWith('signed-') || basis === 'changed-since-signing' || basis === 'record-broken';
  const tag = { kind: 'found', value: { says: label, tool: 'Midjourney' } } as const;
  const mark = { kind: 'found', value: { says: label, tool: 'NovelAI', signature: 'unsigned' } } as const;
  return sampleReport({
    label,
    basis,
    record: hasRecord
      ? sampleRecord({ failures: basis.startsWith('signed-') ? [] : ['claimSignature.mismatch'] })
      : null,
    recordFrom: hasRecord ? 'file' : null,
    remote: basis === 'record-elsewhere' ? 'https://manifests.example/1' : null,
    why: basis === 'could-not-check' ? 'blocked' : null,
    because: basis === 'declared' ? ['generator-parameters'] : basis === 'watermark' ? ['stealth-pnginfo'] : [],
    signals: {
      ...sampleReport().signals,
      ...(hasRecord && { 'c2pa-manifest': { kind: 'found', value: {} } as const }),
      ...(basis === 'record-removed' && { 'c2pa-trace': { kind: 'found', value: {} } as const }),
      ...(basis === 'declared' && { 'generator-parameters': tag }),
      ...(basis === 'watermark' && { 'stealth-pnginfo': mark }),
    },
    ...over,
  });
}

/** What a record store answered: a record of Lumen's, signed on a list, for a copy that was saved anew. */
export function sampleLookUp(over: Partial<LookedUpRecord> = {}): LookUp {
  const value: LookedUpRecord = {
    binding: { alg: 'com.adobe.trustmark.P', value: 'AAEC', from: 'watermark' },
    similarity: null,
    manifestId: 'urn:c2pa:1',
    state: 'trusted',
    content: 'differs',
    namesBinding: true,
    says: 'ai-generated',
    record: sampleRecord({ organisation: 'Lumen' }),
    others: 0,
    ...over,
  };
  return { resolver: 'Newsroom', host: 'records.example', answer: { kind: 'found', value } };
}
