import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MediaServer {
  readonly origin: string;
  /** Ranges asked for, or `whole`, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A real server on loopback whose every answer a test decides. */
export async function startMediaServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<MediaServer> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.headers.range ?? 'whole');
    response.on('error', () => undefined);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Bytes of a range as a well-behaved server sends them. */
export function sendRange(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): void {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (first === undefined) {
    response.writeHead(200, { 'content-length': bytes.length, ...headers }).end(bytes);
    return;
  }
  const start = Number(first);
  if (start >= bytes.length) {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const end = Math.min(Number(last) + 1, bytes.length);
  response
    .writeHead(206, { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}`, ...headers })
    .end(bytes.subarray(start, end));
}

/** Bytes in which every position can be told from every other near it. */
export function patterned(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8) * 13 + (index >> 16)) & 0xff);
}
