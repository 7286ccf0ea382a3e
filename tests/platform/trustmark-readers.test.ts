import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrustmarkVariant } from '../../lib/model/trustmark.ts';
import { type ReaderPorts, trustmarkReaders } from '../../lib/platform/trustmark-readers.ts';

const FILES: Partial<Record<TrustmarkVariant, Uint8Array<ArrayBuffer>>> = {
  P: Uint8Array.of(1),
  Q: Uint8Array.of(2),
};
let now = 0;
const read = vi.fn<ReaderPorts['weights']['read']>();
const load = vi.fn<ReaderPorts['load']>();
const input = new Float32Array(3);

beforeEach(() => {
  now = 0;
  read.mockReset().mockImplementation(async (variant) => FILES[variant] ?? null);
  load.mockReset().mockImplementation(async (file) => async () => {
    now += 900;
    return new Float32Array(100).fill(file[0] ?? 0);
  });
});

const readers = () =>
  trustmarkReaders({ weights: { read }, load, throughJpeg: async (raster) => raster, now: () => now });

describe('the decoders of a Worker', () => {
  it('are loaded when first wanted, and once', async () => {
    const readerOf = readers();
    const first = readerOf(['P', 'Q']);
    expect(read).not.toHaveBeenCalled();
    const models = await first.models();
    expect(models.map(({ variant }) => variant)).toEqual(['P', 'Q']);
    expect((await models[1]?.run(input, [3]))?.[0]).toBe(2);
    expect(first.spent()).toBe(900);
    first.close();
    await readerOf(['Q']).models();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('are those that are kept; one that was not may be later', async () => {
    const readerOf = readers();
    read.mockResolvedValueOnce(null);
    const first = readerOf(['P']);
    expect(await first.models()).toEqual([]);
    first.close();
    expect(await readerOf(['P']).models()).toHaveLength(1);
  });

  it('that do not load are a fault of this job, and are tried again by the next', async () => {
    const readerOf = readers();
    load.mockRejectedValueOnce(new Error('no memory'));
    const first = readerOf(['P']);
    await expect(first.models()).rejects.toThrow('no memory');
    first.close();
    expect(await readerOf(['P']).models()).toHaveLength(1);
  });

  it('serve one job after the other, and a job without its turn in time goes without', async () => {
    const readerOf = readers();
    const [first, second] = [readerOf(['P']), readerOf(['P'])];
    await first.models();
    let isSecond = false;
    const waiting = second.models().then(() => (isSecond = true));
    await new Promise((resolve) => setTimeout(resolve));
    expect(isSecond).toBe(false);
    expect(second.hasTime()).toBe(true);
    now = 14_000;
    first.close();
    await waiting;
    expect(second.hasTime()).toBe(false);
    expect(readerOf(['P']).hasTime()).toBe(true);
  });

  it('let others work between two runs', async () => {
    const [model] = await readers()(['P']).models();
    const steps: string[] = [];
    const running = model?.run(input, [3]).then(() => steps.push('run'));
    setTimeout(() => steps.push('other'));
    steps.push('asked');
    await running;
    await model?.run(input, [3]);
    expect(steps).toEqual(['asked', 'run', 'other']);
  });
});
