import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDash } from '../../lib/streams/dash.ts';

const ADDRESS = 'https://cdn.example/vod/show.mpd';
const mpd = (inside: string) => `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">${inside}</MPD>`;

it('fills the templates of each representation', () => {
  const text = mpd(`<Period><AdaptationSet>
    <SegmentTemplate initialization="$RepresentationID$/init-$Bandwidth%06d$.mp4" media="$RepresentationID$/$Number%05d$.m4s" startNumber="7"/>
    <Representation id="v1" bandwidth="900"/><Representation id="v2" bandwidth="1800"/>
  </AdaptationSet></Period>`);
  expect(readDash(text, ADDRESS)).toEqual({
    heads: ['https://cdn.example/vod/v1/init-000900.mp4', 'https://cdn.example/vod/v2/init-001800.mp4'],
    fragments: ['https://cdn.example/vod/v1/00007.m4s', 'https://cdn.example/vod/v2/00007.m4s'],
    playlists: [],
    isEncrypted: false,
  });
});

it('follows base addresses inwards', () => {
  const text = mpd(`<BaseURL>https://media.example/a/</BaseURL><Period><BaseURL>b/</BaseURL><AdaptationSet>
    <Representation id="1"><BaseURL>film.mp4</BaseURL><SegmentBase indexRange="800-900"><Initialization range="0-799"/></SegmentBase></Representation>
    <Representation id="2"><SegmentList><Initialization sourceURL="head.mp4"/><SegmentURL media="1.m4s"/></SegmentList></Representation>
    <Representation id="3"/>
  </AdaptationSet></Period>`);
  const { heads, fragments } = readDash(text, ADDRESS);
  expect(heads).toEqual(['https://media.example/a/b/film.mp4', 'https://media.example/a/b/head.mp4']);
  expect(fragments).toEqual(['https://media.example/a/b/1.m4s']);
});

it('makes up no address of a fragment that goes by its time', () => {
  const text = mpd('<Period><Representation id="1"><SegmentTemplate media="$Time$.m4s"/></Representation></Period>');
  expect(readDash(text, ADDRESS).fragments).toEqual([]);
});

it('stays small and answers whatever it is given', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${mpd('<Period><Representation><BaseURL>&b;</BaseURL></Representation></Period>')}`;
  expect(readDash(bomb, ADDRESS).heads).toEqual([]);
  expect(readDash('<a>'.repeat(100_000), ADDRESS).heads).toEqual([]);
  const many = mpd(`<Period>${'<Representation id="1"><BaseURL>x</BaseURL></Representation>'.repeat(9000)}</Period>`);
  expect(readDash(many, ADDRESS).heads).toHaveLength(1);
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<Representation id="$">',
      '</Representation>',
      '<BaseURL>',
      '</BaseURL>',
      '<SegmentTemplate ',
      '/>',
    ),
    fc.constantFrom('initialization="$$Number%09d$"', '&constructor;', '<MPD>', '</MPD>', '$RepresentationID$'),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const { heads, fragments } = readDash(pieces.join(''), ADDRESS);
      for (const address of [...heads, ...fragments]) expect(URL.canParse(address)).toBe(true);
    }),
  );
});
