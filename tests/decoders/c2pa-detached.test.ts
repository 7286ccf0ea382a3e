import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { draw } from '../../scripts/samples/draw.ts';
import { GENERATED, type Picture, type Signed, signApart } from '../../scripts/samples/sign.ts';
import { createSigners, type Signers } from '../../scripts/samples/signers.ts';
import { engineWithRecord, validateDetached } from '../../lib/decoders/c2pa-detached.ts';
import type { C2paAnswer, C2paEngine } from '../../lib/decoders/c2pa-engine.ts';
import { parseStore } from '../../lib/decoders/c2pa-parse.ts';
import { c2paSettings } from '../../lib/decoders/c2pa-settings.ts';
import type { Outcome } from '../../lib/model/outcome.ts';
import { stateOf } from '../../lib/signals/c2pa-status.ts';
import { hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { realEngine } from '../support/engine.ts';

const REMOTE = 'https://records.example/sky.c2pa?a=1&b=2';
const PLAN = { title: 'Sky', generator: 'Lumen', actions: GENERATED };
const engine = realEngine();
let signers: Signers;
let settings: string;
const realFetch = globalThis.fetch;

beforeAll(async () => {
  signers = await createSigners();
  const list = {
    kind: 'custom',
    name: 'samples',
    issued: null,
    anchorsPem: signers.trusted,
    allowedPem: null,
  } as const;
  settings = c2paSettings([list]);
});
afterEach(() => {
  if (globalThis.fetch !== realFetch) throw new Error('fetch was not put back');
});

const made = new Map<string, Promise<Signed>>();

/** The scene in the format, with its record beside it: pointed at, or ('') not. */
function signed(format: Parameters<typeof draw>[0]['format'], remote: string): Promise<Signed> {
  const key = `${format} ${remote}`;
  const signing =
    made.get(key) ??
    draw({ scene: 'sky', format, width: 300 }).then((picture) =>
      signApart(picture, { ...PLAN, remote }, signers.lumen),
    );
  made.set(key, signing);
  return signing;
}

const copy = (bytes: Uint8Array) => Uint8Array.from(bytes);

function validate(picture: Picture, record: Uint8Array, by: C2paEngine = engine): Promise<Outcome<C2paAnswer>> {
  return validateDetached(by, { format: picture.mime, bytes: copy(picture.bytes) }, copy(record), settings);
}

function stateIn(outcome: Outcome<C2paAnswer>): string {
  if (outcome.kind !== 'found') return outcome.kind === 'unanswered' ? `unanswered ${outcome.why}` : 'absent';
  const answer = outcome.value;
  if (answer.kind !== 'store') return answer.kind === 'unreadable' ? `unreadable ${answer.code}` : answer.kind;
  const store = parseStore(answer.json, answer.crJson);
  return store.kind === 'found' ? stateOf(store.value.status) : 'malformed';
}

function withBit(picture: Picture): Picture {
  const bytes = Buffer.from(picture.bytes);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 40) ^ 1, bytes.length - 40);
  return { ...picture, bytes };
}

describe('a file that points at its record', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'svg', 'avif'] as const)('%s', async (format) => {
    const { picture, record } = await signed(format, REMOTE);
    expect(stateIn(await validate(picture, record))).toBe('trusted');
  });

  it('and has changed since', async () => {
    const { picture, record } = await signed('jpeg', REMOTE);
    expect(stateIn(await validate(withBit(picture), record))).toBe('changed');
  });

  it('and is given another file’s record', async () => {
    const { picture } = await signed('jpeg', REMOTE);
    const other = await signApart(
      await draw({ scene: 'snow', format: 'jpeg' }),
      { ...PLAN, remote: REMOTE },
      signers.lumen,
    );
    expect(stateIn(await validate(picture, other.record))).toBe('changed');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a web page', new TextEncoder().encode('<!doctype html><title>Not found</title>')],
    ['zeros', new Uint8Array(5000)],
  ])('and is given %s', async (_, bytes) => {
    const { picture } = await signed('png', REMOTE);
    expect(stateIn(await validate(picture, bytes))).toMatch(/^unreadable Jumbf/);
  });

  it('contacts nobody, and lets requests of the engine’s own pass', async () => {
    const { picture, record } = await signed('jpeg', REMOTE);
    const passed = vi.fn(async () => new Response('own'));
    globalThis.fetch = passed;
    try {
      const asking: C2paEngine = {
        version: engine.version,
        async validate(format, bytes, given) {
          expect(await (await fetch('https://own.example/')).text()).toBe('own');
          return engine.validate(format, bytes, given);
        },
      };
      expect(stateIn(await validate(picture, record, asking))).toBe('trusted');
      expect(passed).toHaveBeenCalledTimes(2);
      expect(globalThis.fetch).toBe(passed);
    } finally {
      globalThis.fetch = realFetch;
    }
  });

  it('and is asked for a second time, is refused', async () => {
    const { picture, record } = await signed('jpeg', REMOTE);
    const curious: C2paEngine = {
      version: engine.version,
      async validate(format, bytes, given) {
        const outcome = await engine.validate(format, bytes, given);
        if (given.includes('records.example')) await expect(fetch(new Request(REMOTE))).rejects.toThrow('nobody');
        return outcome;
      },
    };
    expect(stateIn(await validate(picture, record, curious))).toBe('trusted');
  });

  it('keeps to its own record when several are validated at once', async () => {
    const one = await signed('jpeg', REMOTE);
    const other = await signed('png', REMOTE);
    const states = await Promise.all([
      validate(one.picture, one.record),
      validate(other.picture, one.record),
      validate(other.picture, other.record),
    ]);
    expect(states.map(stateIn)).toEqual(['trusted', 'changed', 'trusted']);
  });

  it('and whose validator fails, leaves nothing behind', async () => {
    const { picture, record } = await signed('jpeg', REMOTE);
    const failing: C2paEngine = {
      version: '0',
      validate: (format, bytes, given) =>
        given.includes('records.example') ? Promise.reject(new Error('trap')) : engine.validate(format, bytes, given),
    };
    await expect(validate(picture, record, failing)).rejects.toThrow('trap');
    expect(stateIn(await validate(picture, record))).toBe('trusted');
  });
});

it('stands in for the validator, whatever the day', async () => {
  const { picture, record } = await signed('jpeg', REMOTE);
  const standIn = engineWithRecord(engine, copy(record));
  const ask = (at?: number) => standIn.validate(picture.mime, copy(picture.bytes), settings, at);
  expect(stateIn(await ask())).toBe('trusted');
  expect(stateIn(await ask(Date.UTC(2055, 0)))).toBe('lapsed');
});

describe('a file that does not point at its record', () => {
  it('is compared by its data hash', async () => {
    const { picture, record } = await signed('jpeg', '');
    expect(stateIn(await validate(picture, record))).toBe('trusted');
    expect(stateIn(await validate(withBit(picture), record))).toBe('changed');
  });

  it('is not compared where the record binds it otherwise', async () => {
    const { picture, record } = await signed('avif', '');
    expect(stateIn(await validate(picture, record))).toBe('unanswered unsupported');
  });

  it('is not compared by a hash that leaves bytes out', async () => {
    const picture = await draw({ scene: 'sky', format: 'jpeg', width: 300 });
    const embedded = await signApart(picture, PLAN, signers.lumen);
    expect(stateIn(await validate(picture, embedded.record))).toBe('unanswered unsupported');
  });

  it.each([new Uint8Array(), new Uint8Array(5000)])('and is given no record', async (bytes) => {
    const { picture } = await signed('jpeg', '');
    expect(stateIn(await validate(picture, bytes))).toMatch(/^unreadable/);
  });
});

it('a record inside the file comes first', async () => {
  const embedded = await signApart(await draw({ scene: 'sky', format: 'jpeg', width: 300 }), PLAN, signers.lumen);
  const { record } = await signed('jpeg', REMOTE);
  expect(stateIn(await validate(embedded.picture, record))).toBe('trusted');
});

describe.skipIf(!hasCorpus)('a real file and its record', () => {
  it('match', async () => {
    const bytes = await readCorpusFile('c2pa/cloud.jpg');
    const record = await readCorpusFile('c2pa/cloud_manifest.c2pa');
    const outcome = await validate({ bytes: Buffer.from(bytes), mime: 'image/jpeg' }, record);
    expect(outcome).toMatchObject({ kind: 'found', value: { kind: 'store' } });
    expect(stateIn(outcome)).toBe('unrecognised');
    const changed = withBit({ bytes: Buffer.from(bytes), mime: 'image/jpeg' });
    expect(stateIn(await validate(changed, record))).toBe('changed');
  });
});
