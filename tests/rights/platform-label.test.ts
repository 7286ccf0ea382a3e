import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { platformLabel } from '../../lib/rights/platform-label.ts';

const VIDEO = 'https://v16-webapp.example/video/tos/a.mp4';
const tiktok = (post: object) =>
  JSON.stringify({
    __DEFAULT_SCOPE__: {
      'webapp.video-detail': { itemInfo: { itemStruct: { id: '7', video: { playAddr: `${VIDEO}?sig=1` }, ...post } } },
    },
  });
const instagram = (detection: unknown, url = 'https://scontent.example/v/a.jpg?oe=1') =>
  JSON.stringify({ items: [{ gen_ai_detection_method: detection, image_versions2: { candidates: [{ url }] } }] });
const label = (text: string, address = `${VIDEO}?sig=2`) => platformLabel([text], address);

describe('a platform’s own label', () => {
  it.each([
    [1, 'aigcLabelType: 1'],
    ['2', 'aigcLabelType: 2'],
    [0, null],
    ['0', null],
    [null, null],
    [-1, null],
    [{}, null],
    ['1; drop', null],
  ])('of TikTok: %j', (aigcLabelType, told) => {
    expect(label(tiktok({ aigcLabelType }))).toBe(told);
    expect(label(tiktok({ aigc_info: { aigc_label_type: aigcLabelType } }))).toBe(told);
  });

  it.each([
    [{ detection_method: 'SELF_DISCLOSURE_FLOW' }, 'gen_ai_detection_method: SELF_DISCLOSURE_FLOW'],
    [{ detection_method: 'NONE' }, null],
    [{ detection_method: '' }, null],
    [{}, null],
    ['C2PA', null],
    [null, null],
  ])('of Instagram: %j', (detection, told) => {
    expect(label(instagram(detection), 'https://scontent.example/v/a.jpg?oe=2')).toBe(told);
  });

  it('is of the medium only, whatever else the page shows', () => {
    expect(label(tiktok({ aigcLabelType: 1 }), 'https://v16-webapp.example/video/tos/b.mp4')).toBeNull();
    expect(label(tiktok({ aigcLabelType: 1 }), 'blob:https://v16-webapp.example/1')).toBeNull();
    const two = `[${tiktok({ aigcLabelType: 1, video: {} })},${tiktok({ aigcLabelType: 0 })}]`;
    expect(label(two)).toBeNull();
    expect(platformLabel(['not JSON', 'null', '7', tiktok({ aigcLabelType: 3 })], VIDEO)).toBe('aigcLabelType: 3');
  });

  it('is looked for in any data, in bounded time', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(label(JSON.stringify(value))).toBeNull();
      }),
    );
    for (const text of ['['.repeat(250_000) + ']'.repeat(250_000), `[${'{"aigcLabelType":1},'.repeat(20_000)}0]`]) {
      const started = performance.now();
      expect(label(text)).toBeNull();
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});
