import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { bytes, manifestStore } from '../support/build-bytes.ts';
import { textWrapper } from '../support/build-media.ts';
import { mapFile } from './map-file.ts';

const store = manifestStore(260).map((byte, i) => (i < 100 ? byte : i & 0xff));
const base64 = Buffer.from(store).toString('base64');
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const armor = (content: string) => `# -----BEGIN C2PA MANIFEST-----\n${content}\n-----END C2PA MANIFEST-----\n`;

async function decoded(file: Uint8Array) {
  const { map, source } = await mapFile(file);
  return decodeParts(map, (part) => readPart(source, part, 1 << 20));
}

describe('plain text', () => {
  it('reads the invisible wrapper back byte by byte', async () => {
    const { map, read } = await mapFile(utf8(`Grüße 👋${textWrapper(store)}\n`));
    expect(map).toMatchObject({ format: 'text/plain', incomplete: null });
    expect(await read('c2pa')).toBe(Buffer.from(store).toString('latin1'));
  });

  it('reads an armored block', async () => {
    const { map, read } = await mapFile(utf8(`x = 1\n${armor(base64.replace(/.{60}/g, '$&\n'))}`));
    expect(map.incomplete).toBeNull();
    expect(await read('c2pa')).toBe(Buffer.from(store).toString('latin1'));
  });

  it.each([
    ['two wrappers', `a${textWrapper(store)}b${textWrapper(store)}`],
    ['a wrapper and a block', `a${textWrapper(store)}\n${armor(base64)}`],
    ['a wrapper shorter than it says', `a${textWrapper(store, 1, 5000)}`],
    ['a wrapper of another version', `a${textWrapper(store, 2)}`],
    ['a block that is no store', armor('aGVsbG8=')],
  ])('takes %s for none, and does not call the text clean', async (_, text) => {
    expect((await mapFile(utf8(text))).map).toMatchObject({ parts: [{ kind: 'plain-text' }], incomplete: 'malformed' });
  });

  it('leaves emoji, flags and other runs of selectors alone', async () => {
    const text = `❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 \ufeff\ufe00\ufe01 ${String.fromCodePoint(0xe0100).repeat(40)} -----BEGIN C2PA MANIFEST-----`;
    expect((await mapFile(utf8(text))).map).toMatchObject({ parts: [{ kind: 'plain-text' }], incomplete: null });
  });

  it('reads the front matter of Markdown', async () => {
    const inline = await decoded(utf8('---\ntitle: x\nAIGC: \'{"Label":"1"}\'\n---\n# Hi'));
    expect(inline.fields.texts.map(({ keyword, text }) => [keyword, text])).toEqual([
      ['Title', 'x'],
      ['AIGC', '{"Label":"1"}'],
    ]);
    const block = await decoded(utf8('---\r\nAIGC:\r\n  Label: "1"\r\n  ProduceID: y\r\n---\r\n'));
    expect(block.fields.texts).toEqual([
      { keyword: 'AIGC', text: '{"Label":"1","ProduceID":"y"}', where: 'front matter AIGC' },
    ]);
  });

  it('passes quickly over a text of nothing but openings', async () => {
    const file = bytes(
      'x',
      ...Array.from({ length: 20_000 }, () => utf8(textWrapper(new Uint8Array(0)).slice(0, 12))),
      armor('').repeat(2000),
    );
    expect((await mapFile(file)).map.parts.map(({ kind }) => kind)).toEqual(['plain-text']);
  });
});

describe('HTML', () => {
  const html = (head: string) =>
    utf8(`<!doctype html><html><head>${head}</head><body>Ünï <a href=x>y</a></body></html>`);

  it('finds a script with a record, past comments and other scripts', async () => {
    const decoys = `<!-- <link rel=c2pa-manifest href=no> --><script>"<link rel='c2pa-manifest' href='no'>"</script><style>a{}</style>`;
    const { read, map } = await mapFile(html(`${decoys}<SCRIPT async type='application/c2pa'>${base64}</SCRIPT>`));
    expect(map).toMatchObject({ format: 'text/html', incomplete: null });
    expect(await read('c2pa')).toBe(Buffer.from(store).toString('latin1'));
  });

  it.each([
    '<link rel="c2pa-manifest" href="https://x.example/a.c2pa">',
    `<link data-x=">" href=https://x.example/a.c2pa rel='preload C2PA-Manifest'>`,
  ])('reads the address in %s', async (link) => {
    expect((await decoded(html(link))).fields.recordLinks).toEqual(['https://x.example/a.c2pa']);
  });

  it('takes two records for none, and does not call the page clean', async () => {
    const twice = `<link rel=c2pa-manifest href=a><script type="application/c2pa">${base64}</script>`;
    expect((await mapFile(html(twice))).map).toMatchObject({ parts: [], incomplete: 'malformed' });
  });

  it.each([
    '<a '.repeat(400_000),
    '<a "'.repeat(400_000),
    '<!--'.repeat(400_000),
    '<script>'.repeat(200_000),
    '<'.repeat(1_000_000),
  ])('passes quickly over a page of unfinished tags', async (tags) => {
    expect((await mapFile(html(tags))).map.parts).toEqual([]);
  });
});
