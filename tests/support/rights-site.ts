import { createServer, type ServerResponse } from 'node:http';
import { draw } from '../../scripts/samples/draw.ts';
import { sendRange } from '../fetch/media-server.ts';

/** What one site says, everywhere that it can be said. */
export interface RightsSite {
  /** XMP properties of its picture. */
  readonly xmp: string;
  /** Headers of its picture's answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** In the page's head; `{picture}` stands for the picture's address. */
  readonly head: string;
  /** Id of its picture at Numbers Protocol, as the page's own element for it says. */
  readonly nid?: string;
  /** Its files by path. `'flood'`: one that never ends. */
  readonly files: Readonly<Record<string, string>>;
}

export interface OpenSite extends AsyncDisposable {
  readonly origin: string;
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  /** Paths asked for since the last `forget`. */
  readonly asked: readonly string[];
  /** Cookies and referrers that site files and the second look at the picture came with. */
  readonly betrayed: readonly string[];
  /** Bytes sent of endless files. */
  readonly flooded: number;
  forget(): void;
}

/** A site of one page, `/`, with one picture, `/a.jpg`; the page sets a cookie. */
export async function openRightsSite({ xmp, headers, head, files, nid }: RightsSite): Promise<OpenSite> {
  const { bytes } = await draw({ scene: 'sky', format: 'jpeg', width: 800 });
  const picture = withXmp(bytes, xmp);
  const asked: string[] = [];
  const betrayed: string[] = [];
  let flooded = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const file = files[path];
    if (file !== undefined) betrayed.push(...[request.headers.cookie, request.headers.referer].filter(isText));
    if (path === '/') {
      const body = `<!doctype html><title>Site</title>${head.replaceAll('{picture}', `${origin}/a.jpg`)}
        ${nid === undefined ? SHOWN : `<capture-eye nid="${nid}">${SHOWN}</capture-eye>`}`;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'who=me; SameSite=Lax' });
      response.end(body);
    } else if (path === '/a.jpg') sendRange(request, response, picture, { 'content-type': 'image/jpeg', ...headers });
    else if (file === 'flood') pour(response, (sent) => (flooded += sent));
    else if (file !== undefined) response.writeHead(200, { 'content-type': 'text/plain' }).end(file);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const origin = `http://${host}`;
  return {
    origin,
    host,
    asked,
    betrayed,
    get flooded() {
      return flooded;
    },
    forget: () => void asked.splice(0),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const SHOWN = '<img src="/a.jpg" alt="Clouds" width="400" height="250">';

/**
 * 100 MB at 5 MB a second at most. As fast as they are taken they fill the sockets of a busy machine with tens of
 * megabytes between a reader's end and the server's notice of it, which tells nothing of the reader.
 */
function pour(response: ServerResponse, count: (sent: number) => void): void {
  const piece = Buffer.alloc(256 * 1024, 'Disallow: /nothing\n');
  let left = 100 * 1024 * 1024;
  const clock = setInterval(() => {
    if (response.destroyed) return clearInterval(clock);
    if (response.writableNeedDrain) return;
    left -= piece.length;
    count(piece.length);
    response.write(piece);
    if (left > 0) return;
    clearInterval(clock);
    response.end();
  }, 50);
  response.once('close', () => clearInterval(clock));
}

/** An XMP packet in an APP1 segment behind the start of the picture (XMP part 3 §1.1.3). */
function withXmp(jpeg: Uint8Array, properties: string): Uint8Array {
  const packet = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`;
  const body = new TextEncoder().encode(packet);
  const size = body.length + 2;
  return Uint8Array.of(...jpeg.subarray(0, 2), 0xff, 0xe1, size >> 8, size & 0xff, ...body, ...jpeg.subarray(2));
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}
