import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../lib/model/outcome.ts';
import type { Label, SignalId } from '../../lib/model/verdict.ts';
import type { RecordState } from '../../lib/signals/c2pa-status.ts';
import { decide } from '../../lib/verdict/decide.ts';

type Sketch = Partial<Record<SignalId, Outcome<unknown>>>;
const absent: Outcome<unknown> = { kind: 'absent' };
const found = (value: unknown): Outcome<unknown> => ({ kind: 'found', value });
const record = (state: RecordState, says: Label): Sketch => ({ 'c2pa-manifest': found({ state, says, record: {} }) });
const declared = (says: Label, id: SignalId = 'iptc-digital-source-type'): Sketch => ({
  [id]: found({ says, tool: null }),
});
const verdictOf = (sketch: Sketch) => {
  const { label, basis, because } = decide(
    new Map(Object.entries({ 'c2pa-manifest': absent, ...sketch })) as ReadonlyMap<SignalId, Outcome<unknown>>,
  );
  return { label, basis, because };
};

describe('decide', () => {
  it.each([
    ['trusted', 'signed-trusted'],
    ['unrecognised', 'signed-unrecognised'],
    ['lapsed', 'signed-lapsed'],
  ] as const)('a %s record gives its own label on %s', (state, basis) => {
    expect(verdictOf(record(state, 'ai-generated'))).toEqual({
      label: 'ai-generated',
      basis,
      because: ['c2pa-manifest'],
    });
  });

  it.each([
    ['changed', 'changed-since-signing'],
    ['broken', 'record-broken'],
  ] as const)('a %s record loses its own claims', (state, basis) => {
    expect(verdictOf(record(state, 'camera-captured'))).toEqual({ label: null, basis, because: ['c2pa-manifest'] });
  });

  it('lets an unsigned tag give the label of a changed file, and cites the tag', () => {
    expect(verdictOf({ ...record('changed', 'camera-captured'), ...declared('ai-generated') })).toEqual({
      label: 'ai-generated',
      basis: 'changed-since-signing',
      because: ['c2pa-manifest', 'iptc-digital-source-type'],
    });
  });

  it('keeps a signed camera claim over an unsigned AI tag', () => {
    expect(verdictOf({ ...record('trusted', 'camera-captured'), ...declared('ai-generated') }).label).toBe(
      'camera-captured',
    );
  });

  it.each(['c2pa-remote', 'c2pa-trace'] as const)('%s never hides a declaration of AI', (id) => {
    expect(verdictOf({ [id]: found({}), ...declared('ai-edited') })).toMatchObject({
      label: 'ai-edited',
      basis: 'declared',
    });
  });

  it('tells a record elsewhere before a trace of a removed one', () => {
    expect(verdictOf({ 'c2pa-remote': found({}), 'c2pa-trace': found({}) }).basis).toBe('record-elsewhere');
    expect(verdictOf({ 'c2pa-trace': found({}) })).toEqual({
      label: null,
      basis: 'record-removed',
      because: ['c2pa-trace'],
    });
  });

  it('prefers the explicit source type over a generator name', () => {
    expect(verdictOf({ ...declared('ai-generated', 'generator-name'), ...declared('ai-edited') }).label).toBe(
      'ai-edited',
    );
  });

  it('cites every tag that says the same', () => {
    expect(
      verdictOf({ ...declared('ai-generated'), ...declared('ai-generated', 'generator-parameters') }).because,
    ).toEqual(['iptc-digital-source-type', 'generator-parameters']);
  });

  it('makes a tag that speaks of no AI a declaration without a label', () => {
    expect(verdictOf(declared(null))).toMatchObject({ label: null, basis: 'declared' });
  });

  it('takes a watermark where no tag says more, before the traces of a record', () => {
    const marked = declared('ai-generated', 'stealth-pnginfo');
    expect(verdictOf({ ...marked, 'c2pa-trace': found({}), ...declared(null) })).toEqual({
      label: 'ai-generated',
      basis: 'watermark',
      because: ['stealth-pnginfo'],
    });
    expect(verdictOf({ ...marked, ...declared('ai-edited') })).toMatchObject({ label: 'ai-edited', basis: 'declared' });
    expect(verdictOf({ ...marked, ...record('trusted', null) }).basis).toBe('signed-trusted');
    expect(verdictOf({ ...marked, ...record('changed', null) })).toEqual({
      label: 'ai-generated',
      basis: 'changed-since-signing',
      because: ['c2pa-manifest', 'stealth-pnginfo'],
    });
  });

  it('makes a mark that speaks of no AI a watermark without a label', () => {
    expect(verdictOf(declared(null, 'stealth-pnginfo'))).toMatchObject({ label: null, basis: 'watermark' });
  });

  it('says "nothing found" although the pixels were not looked at, which stands beside it', () => {
    expect(verdictOf({ 'stealth-pnginfo': { kind: 'unanswered', why: 'unsupported' } }).basis).toBe('nothing-found');
  });

  it('never says "nothing found" when a check was not made', () => {
    const verdict = decide(
      new Map<SignalId, Outcome<unknown>>([['c2pa-manifest', { kind: 'unanswered', why: 'timeout' }]]),
    );
    expect(verdict).toMatchObject({ basis: 'could-not-check', why: 'timeout', label: null });
  });

  it('says "nothing found" only when every check answered', () => {
    expect(verdictOf({ 'tc260-aigc': absent })).toEqual({ label: null, basis: 'nothing-found', because: [] });
  });

  it('takes the reason for a whole file that could not be read', () => {
    expect(decide(new Map(), 'blocked')).toMatchObject({ basis: 'could-not-check', why: 'blocked' });
  });
});
