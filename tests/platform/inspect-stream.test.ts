import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../lib/platform/compute-job.ts';
import { inspectStream } from '../../lib/platform/inspect-stream.ts';
import { type MediaServer, sendRange, startMediaServer } from '../fetch/media-server.ts';
import { box, bytes } from '../support/build-bytes.ts';
import { MP4, itunesTags, moov } from '../support/build-media.ts';
import { hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { engineContext } from '../support/engine.ts';

const PLAIN = bytes(MP4, moov(box('mvex')));
const TAGGED = bytes(MP4, moov(box('mvex'), itunesTags(['©too', 'Midjourney'])));
const CUT = PLAIN.subarray(0, PLAIN.length - 8);

let server: MediaServer;
const files = new Map<string, Uint8Array>();

beforeEach(async () => {
  server = await startMediaServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file === undefined) response.writeHead(404).end();
    else sendRange(request, response, file);
  });
});
afterEach(() => server.close());

async function look(parts: Readonly<Record<string, Uint8Array>>, more: Partial<Job> = {}) {
  files.clear();
  for (const [path, file] of Object.entries(parts)) files.set(path, file);
  const addresses = Object.keys(parts).map((path) => server.origin + path);
  const job: Job = {
    key: 'k',
    url: 'blob:http://127.0.0.1/1',
    pageUrl: server.origin,
    page: null,
    mayFetch: true,
    inline: null,
    stream: addresses,
    known: null,
    record: null,
    version: '0.1.0',
    rules: 'r',
    asked: false,
    ...more,
  };
  const answer = await inspectStream(job, addresses, engineContext());
  if (answer.kind !== 'report') throw new Error(answer.kind);
  return answer;
}

describe('a stream', () => {
  it('is told by the first head that says anything', async () => {
    const { report, networkBytes } = await look({ '/init-sound.mp4': PLAIN, '/init-picture.mp4': TAGGED });
    expect(report).toMatchObject({ basis: 'declared', source: 'blob:http://127.0.0.1/1' });
    expect(report.stream).toEqual({ address: `${server.origin}/init-picture.mp4`, compared: null });
    expect(networkBytes).toBe(PLAIN.length + TAGGED.length);
  });

  it('has nothing in it only when every head could be checked', async () => {
    expect((await look({ '/init.mp4': PLAIN })).report).toMatchObject({ basis: 'nothing-found' });
    const { report } = await look({ '/init-1.mp4': PLAIN, '/init-2.mp4': CUT, '/init-3.mp4': PLAIN });
    expect(report).toMatchObject({ basis: 'could-not-check', why: 'truncated' });
  });

  it('without a head could not be checked, and is not asked for beyond the budget', async () => {
    expect((await look({})).report).toMatchObject({ basis: 'could-not-check', why: 'stream' });
    const { report, networkBytes } = await look({ '/init.mp4': PLAIN }, { mayFetch: false });
    expect(report).toMatchObject({ basis: 'could-not-check', why: 'budget' });
    expect(networkBytes).toBe(0);
  });

  it.skipIf(!hasCorpus)('is compared with its record by one fragment', async () => {
    const [head, fragment] = [
      await readCorpusFile('signed-formats/dashinit.mp4'),
      await readCorpusFile('signed-formats/dash1.m4s'),
    ];
    const { report } = await look({ '/dashinit.mp4': head, '/dash1.m4s': fragment });
    expect(report).toMatchObject({ basis: 'signed-unrecognised', stream: { compared: 'part' } });
    expect((await look({ '/dashinit.mp4': head })).report).toMatchObject({ basis: 'could-not-check', why: 'piece' });
  });
});
