import { afterEach, expect, it, vi } from 'vitest';
import { readStream } from '../../lib/page/read-stream.ts';

class FakeRoot {
  readonly children: readonly object[];
  constructor(children: readonly object[] = []) {
    this.children = children;
  }
  querySelectorAll(): readonly object[] {
    return this.children;
  }
}
class FakeShadow extends FakeRoot {}
class FakePlayer {
  readonly shadowRoot = null;
  readonly currentSrc: string;
  constructor(currentSrc: string) {
    this.currentSrc = currentSrc;
  }
}

const at = (name: string, initiatorType = 'fetch') => ({ name: `https://cdn.example/${name}`, initiatorType });

function setFrame(loaded: readonly object[], elements: readonly object[] = []): void {
  vi.stubGlobal('Document', FakeRoot);
  vi.stubGlobal('ShadowRoot', FakeShadow);
  vi.stubGlobal('HTMLMediaElement', FakePlayer);
  vi.stubGlobal('document', new FakeRoot(elements));
  vi.stubGlobal('performance', { getEntriesByType: () => loaded });
}

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, 'whencePlayers');
});

it('names what scripts loaded that may be pieces of a stream, each once and no more than enough', () => {
  setFrame([
    at('init.mp4'),
    at('1.m4s?x=1', 'xmlhttprequest'),
    at('1.m4s?x=1', 'xmlhttprequest'),
    at('film.mp4', 'video'),
    at('a.jpg'),
    at('api?file=a.mp4'),
    at('page.mp4/x'),
    ...Array.from({ length: 100 }, (_, number) => at(`seg-${number}.m4s`)),
  ]);
  const parts = readStream('blob:1');
  expect(parts?.slice(0, 3)).toEqual(
    ['init.mp4', '1.m4s?x=1', 'seg-0.m4s'].map((name) => `https://cdn.example/${name}`),
  );
  expect(parts).toHaveLength(64);
});

it('names nothing where another player is fed, be it inside a shadow root, or was', () => {
  const loaded = [at('init.mp4')];
  setFrame(loaded, [new FakePlayer('blob:1'), new FakePlayer('https://a.example/film.mp4')]);
  expect(readStream('blob:1')).toHaveLength(1);
  setFrame(loaded, [new FakePlayer('blob:1'), { shadowRoot: new FakeShadow([new FakePlayer('blob:2')]) }]);
  expect(readStream('blob:1')).toBeNull();
  setFrame(loaded, [new FakePlayer('blob:1')]);
  expect(readStream('blob:1')).toBeNull();
});
