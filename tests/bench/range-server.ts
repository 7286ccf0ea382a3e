import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';

/** Serves files by range, and counts what leaves. */
export interface RangeServer extends AsyncDisposable {
  addressOf(name: string): string;
  /** Requests and bytes of a name since the last call. */
  taken(name: string): { readonly requests: number; readonly bytes: number };
}

/** @param files by name: bytes in memory, or the path of a file on disk. */
export async function openRangeServer(files: ReadonlyMap<string, Uint8Array | string>): Promise<RangeServer> {
  const counts = new Map<string, { requests: number; bytes: number }>();
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '/').slice(1));
    const file = files.get(name);
    if (file === undefined) return void response.writeHead(404).end();
    const size = typeof file === 'string' ? statSync(file).size : file.length;
    const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const start = Number(first);
    const end = last === '' ? size : Math.min(Number(last) + 1, size);
    const count = counts.get(name) ?? { requests: 0, bytes: 0 };
    count.requests += 1;
    count.bytes += Math.max(0, end - start);
    counts.set(name, count);
    if (start >= end) return void response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
    const range = { 'Content-Range': `bytes ${start}-${end - 1}/${size}`, 'Content-Length': end - start };
    response.writeHead(206, { 'Content-Type': 'application/octet-stream', ...range });
    if (typeof file === 'string') createReadStream(file, { start, end: end - 1 }).pipe(response);
    else response.end(file.subarray(start, end));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    addressOf: (name) => `http://127.0.0.1:${port}/${encodeURIComponent(name)}`,
    taken(name) {
      const count = counts.get(name) ?? { requests: 0, bytes: 0 };
      counts.delete(name);
      return count;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
