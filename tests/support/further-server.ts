import { createServer, type ServerResponse } from 'node:http';
import sharp from 'sharp';
import { draw } from '../../scripts/samples/draw.ts';
import { CAPTURED, GENERATED, sign, signApart } from '../../scripts/samples/sign.ts';
import { createSigners } from '../../scripts/samples/signers.ts';
import { sendRange } from '../fetch/media-server.ts';

/** A request as the server saw it. */
export interface Asked {
  readonly path: string;
  readonly cookie: string | undefined;
  readonly referer: string | undefined;
}

/** A site whose pictures keep their records elsewhere or lost them, and the servers of the records, bad ones too. */
export interface Further extends AsyncDisposable {
  readonly origin: string;
  /** PEM of the root its signers lead up to. */
  readonly trust: string;
  asked(start: string): readonly Asked[];
  forget(): void;
}

/** Where each picture says its record is: `/records/NAME`. */
const RECORDS = ['apart', 'popup', 'chosen', 'blob', 'wrong', 'html', 'stalled', 'moved', 'inward'] as const;
/** Inside the reader's own network, as far as any page can know. */
const INWARD = 'http://192.168.0.1/record.c2pa';

export async function openFurther(): Promise<Further> {
  const asked: Asked[] = [];
  const files = new Map<string, { readonly bytes: Uint8Array; readonly headers?: Record<string, string> }>();
  const pages = new Map<string, string>();
  const records = new Map<string, (response: ServerResponse) => void>();

  const server = createServer((request, response) => {
    const { cookie, referer } = request.headers;
    const [path = ''] = (request.url ?? '').split('?');
    asked.push({ path, cookie, referer });
    const page = pages.get(path);
    const file = files.get(path);
    const record = records.get(path);
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'who=me; SameSite=Lax' });
      response.end(page);
    } else if (file !== undefined) {
      const headers = { 'content-type': 'image/jpeg', 'cache-control': 'max-age=60', ...file.headers };
      sendRange(request, response, file.bytes, headers);
    } else if (record !== undefined) record(response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;

  const signers = await createSigners();
  const sky = await draw({ scene: 'sky', format: 'jpeg', width: 800 });
  const plan = { title: 'Sky', generator: 'Lumen', actions: GENERATED };
  for (const name of RECORDS) {
    const remote = name === 'inward' ? INWARD : `${origin}/records/${name}.c2pa?a=1&b=2`;
    const { picture, record } = await signApart(sky, { ...plan, remote }, signers.lumen);
    files.set(`/${name}.jpg`, { bytes: picture.bytes });
    pages.set(`/${name}`, page(`<img src="/${name}.jpg" alt="Evening clouds" width="400" height="250">`));
    records.set(`/records/${name}.c2pa`, answerOf(name, record));
    if (name === 'moved') records.set('/records/here.c2pa', (response) => void response.end(record));
  }
  pages.set(
    '/blob',
    page(`<div id="host"></div><script>
      fetch('/blob.jpg').then((response) => response.blob()).then((blob) => {
        const picture = document.createElement('img');
        Object.assign(picture, { src: URL.createObjectURL(blob), alt: 'Evening clouds', width: 400, height: 250 });
        document.getElementById('host').attachShadow({ mode: 'open' }).append(picture);
      });
    </script>`),
  );
  const snow = await draw({ scene: 'snow', format: 'jpeg', width: 800 });
  const other = await signApart(snow, { ...plan, remote: `${origin}/records/wrong.c2pa` }, signers.lumen);
  records.set('/records/wrong.c2pa', (response) => void response.end(other.record));

  const beside = await signApart(sky, { ...plan, remote: '' }, signers.lumen);
  const link = '</records/linked.c2pa>; rel="c2pa-manifest"';
  files.set('/linked.jpg', { bytes: beside.picture.bytes, headers: { link } });
  records.set('/records/linked.c2pa', (response) => void response.end(beside.record));
  pages.set('/linked', page('<img src="/linked.jpg" alt="Evening clouds" width="400" height="250">'));

  const lighthouse = await draw({ scene: 'lighthouse', format: 'jpeg', width: 1200 });
  const small = await sharp(lighthouse.bytes).resize(400).jpeg({ quality: 70 }).toBuffer();
  const large = await sign(
    lighthouse,
    { title: 'Lighthouse', generator: 'Halden H2', actions: CAPTURED },
    signers.halden,
  );
  files.set('/small.jpg', { bytes: small });
  files.set('/large.jpg', { bytes: large.bytes });
  files.set('/unsigned.jpg', { bytes: lighthouse.bytes });
  pages.set(
    '/small',
    page(
      `<a href="/large.jpg"><img src="/small.jpg" srcset="/small.jpg 400w, /large.jpg 1200w" sizes="400px" alt="A lighthouse" width="400" height="250"></a>`,
    ),
  );
  pages.set(
    '/bare',
    page(
      `<a href="https://elsewhere.example/lighthouse.jpg"><img src="/small.jpg" srcset="/small.jpg 400w, /unsigned.jpg 1200w" sizes="400px" alt="A lighthouse" width="400" height="250"></a>`,
    ),
  );

  return {
    origin,
    trust: signers.trusted,
    asked: (start) => asked.filter(({ path }) => path.startsWith(start)),
    forget: () => void asked.splice(0),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerOf(name: (typeof RECORDS)[number], record: Buffer): (response: ServerResponse) => void {
  return (response) => {
    response.setHeader('content-type', 'application/c2pa');
    switch (name) {
      case 'html':
        return void response.end('<!doctype html><title>Sign in</title>');
      case 'stalled':
        return;
      case 'moved':
        return void response.writeHead(302, { location: '/records/here.c2pa' }).end();
      default:
        return void response.end(record);
    }
  };
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Further</title><body>${body}</body></html>`;
}
