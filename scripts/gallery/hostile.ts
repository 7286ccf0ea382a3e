import type { IncomingMessage, ServerResponse } from 'node:http';

/** A real start of a JPEG, so that the engine has a reason to ask for more. */
const JPEG_HEAD = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
/** What a lying server says it has. */
const CLAIMED_LENGTH = 900_000_000;

/**
 * Servers that misbehave, each under its own path. A page's own `<img>` gets the picture it asks for from
 * `/samples/dawn.jpg`; only the second look, the extension's, meets the bad manners. Otherwise nothing would
 * be rendered and there would be nothing to look at.
 */
export function hostile(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  addresses: { readonly page: string; readonly other: string },
): void {
  if (request.headers['sec-fetch-dest'] === 'image') {
    response.writeHead(302, { Location: `${addresses.page}/samples/dawn.jpg`, 'Cache-Control': 'no-store' });
    return void response.end();
  }
  response.setHeader('Cache-Control', 'no-store');
  const behave = BEHAVIORS[path.slice('/hostile/'.length).replace(/\.jpg$/, '')];
  if (behave === undefined) return void response.writeHead(404).end();
  behave(response, addresses);
}

/** Names of the bad manners, as `/hostile/NAME.jpg`. */
export const HOSTILE = ['stalls', 'forbids', 'html', 'redirects', 'loops', 'lies', 'breaks', 'endless'] as const;

const BEHAVIORS: Readonly<Record<string, (response: ServerResponse, addresses: { readonly other: string }) => void>> = {
  stalls: (response) => {
    response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': 100_000 });
    response.write(JPEG_HEAD);
  },
  forbids: (response) => void response.writeHead(403, { 'Content-Type': 'text/plain' }).end('No.'),
  html: (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Log in</h1>'),
  redirects: (response) => void response.writeHead(302, { Location: 'http://192.0.2.1/secret.jpg' }).end(),
  loops: (response) => void response.writeHead(302, { Location: '/hostile/loops.jpg' }).end(),
  lies: (response) => {
    response.writeHead(206, {
      'Content-Type': 'image/jpeg',
      'Content-Range': `bytes 0-${JPEG_HEAD.length - 1}/${CLAIMED_LENGTH}`,
    });
    response.end(JPEG_HEAD);
  },
  breaks: (response) => {
    response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': 100_000 });
    response.write(JPEG_HEAD, () => response.destroy());
  },
  endless: (response) => {
    response.writeHead(200, { 'Content-Type': 'image/jpeg' });
    // Of an answer without a body, Node takes any amount at once.
    if (response.req.method === 'HEAD') return void response.end();
    const chunk = Buffer.alloc(65_536, 0xff);
    response.write(JPEG_HEAD);
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pour);
    pour();
  },
};
