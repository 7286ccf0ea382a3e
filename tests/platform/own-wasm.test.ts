import { afterEach, describe, expect, it, vi } from 'vitest';
import { compileOwn, ownWasm } from '../../lib/platform/own-wasm.ts';

/** The smallest module there is. */
const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** A Worker's own ways to a file: one that is closed while the browser is offline, and one that never is. */
function setWays(onLine: boolean, isThere = true) {
  const fetching = vi.fn(async () => {
    if (!onLine) throw new TypeError('NetworkError when attempting to fetch resource.');
    return new Response(EMPTY, { headers: { 'content-type': 'application/wasm' } });
  });
  vi.stubGlobal('navigator', { onLine });
  vi.stubGlobal('fetch', fetching);
  vi.stubGlobal(
    'XMLHttpRequest',
    class extends EventTarget {
      readonly response = Uint8Array.from(EMPTY).buffer;
      open(): void {}
      send(): void {
        this.dispatchEvent(new Event(isThere ? 'load' : 'error'));
      }
    },
  );
  return fetching;
}

afterEach(() => vi.unstubAllGlobals());

describe('own wasm', () => {
  it.each([true, false])('is compiled where onLine is %s', async (onLine) => {
    const fetching = setWays(onLine);
    expect(await compileOwn('/own.wasm')).toBeInstanceOf(WebAssembly.Module);
    expect(fetching).toHaveBeenCalledTimes(onLine ? 1 : 0);
  });

  it('is handed on by its address, or as bytes where nothing can be fetched', async () => {
    setWays(true);
    expect(await ownWasm('/own.wasm')).toBe('/own.wasm');
    setWays(false);
    expect(await ownWasm('/own.wasm')).toEqual(EMPTY);
  });

  it('says so when there is no such file', async () => {
    setWays(false, false);
    await expect(compileOwn('/none.wasm')).rejects.toThrow('/none.wasm');
  });
});
