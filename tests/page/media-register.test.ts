import { describe, expect, it } from 'vitest';
import { MAX_MEDIA, MAX_SPOTS, createMediaRegister } from '../../lib/page/media-register.ts';
import type { Shown } from '../../lib/page/spot.ts';

const A = 'https://a.example/a.png';
const B = 'https://a.example/b.png';

/** Only its identity and whether it is in the page matter here. */
function element(): Element & { isConnected: boolean } {
  return { isConnected: true } as Element & { isConnected: boolean };
}

function content(url: string): Shown {
  return { slot: 'content', kind: 'image', url };
}

function setUp() {
  const goneSpots: string[] = [];
  const goneMedia: number[] = [];
  const skipped: number[] = [];
  const register = createMediaRegister({
    onSpotGone: ({ medium }) => goneSpots.push(medium.url),
    onMediumGone: ({ item }) => goneMedia.push(item),
    onSkipped: (count) => skipped.push(count),
  });
  return { register, goneSpots, goneMedia, skipped };
}

describe('createMediaRegister', () => {
  it('numbers a picture once, however often it is shown', () => {
    const { register, goneMedia } = setUp();
    const [first, second] = [element(), element()];
    const [a] = register.update(first, [content(A)]);
    const [b] = register.update(second, [content(A)]);
    expect(a?.medium).toBe(b?.medium);
    register.update(first, []);
    expect(goneMedia).toEqual([]);
    register.update(second, []);
    expect(goneMedia).toEqual([a?.medium.item]);
    expect(register.mediumAt(A)).toBe(undefined);
  });

  it('answers only what is new, and replaces what changed', () => {
    const { register, goneSpots } = setUp();
    const image = element();
    expect(register.update(image, [content(A)])).toHaveLength(1);
    expect(register.update(image, [content(A)])).toHaveLength(0);
    expect(register.update(image, [content(B)])).toHaveLength(1);
    expect(goneSpots).toEqual([A]);
    expect(register.spotsOf(image).map(({ medium }) => medium.url)).toEqual([B]);
  });

  it('keeps the ways one element shows pictures apart', () => {
    const { register } = setUp();
    const box = element();
    register.update(box, [
      { slot: 'background', kind: 'image', url: A },
      { slot: 'before', kind: 'image', url: B },
    ]);
    expect(register.update(box, [{ slot: 'before', kind: 'image', url: B }])).toHaveLength(0);
    expect(register.spotsOf(box).map(({ slot }) => slot)).toEqual(['before']);
  });

  it('sweeps out what left the page', () => {
    const { register, goneSpots } = setUp();
    const image = element();
    register.update(image, [content(A)]);
    image.isConnected = false;
    register.sweep();
    expect(goneSpots).toEqual([A]);
    expect(register.spots.size).toBe(0);
  });

  it('holds a bounded number of places', () => {
    const { register, skipped } = setUp();
    for (let index = 0; index < MAX_SPOTS + 500; index++) register.update(element(), [content(A)]);
    expect(register.spots.size).toBe(MAX_SPOTS);
    expect(skipped.at(-1)).toBe(500);
  });

  it('counts what it does not hold once an element', () => {
    const { register, skipped } = setUp();
    for (let index = 0; index < MAX_SPOTS; index++) register.update(element(), [content(A)]);
    const surplus = element();
    for (let index = 0; index < 5; index++) register.update(surplus, [content(`https://a.example/${index}`)]);
    expect(skipped).toEqual([1]);
  });

  it('ends with an address that changes forever, for one element and for a page', () => {
    const { register } = setUp();
    const restless = element();
    for (let index = 0; index < 1000; index++) register.update(restless, [content(`https://a.example/${index}`)]);
    expect(register.spots.size).toBe(0);
    let named = 0;
    for (let index = 0; index < MAX_MEDIA * 2; index++) {
      const image = element();
      named += register.update(image, [content(`https://b.example/${index}`)]).length;
      image.isConnected = false;
      register.sweep();
    }
    expect(named).toBeLessThan(MAX_MEDIA);
  });
});
