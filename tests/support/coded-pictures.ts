import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { changeClaim } from '../../scripts/samples/damage.ts';
import { draw } from '../../scripts/samples/draw.ts';
import { GENERATED, type Picture, type RecordPlan, sign } from '../../scripts/samples/sign.ts';
import { createSigners } from '../../scripts/samples/signers.ts';
import { imageCodeOf } from '../../lib/recognition/iscc.ts';
import { ISCC_ALGORITHM, isccBindingOf } from '../../lib/recognition/iscc-binding.ts';
import { sendRange } from '../fetch/media-server.ts';
import { hasCorpus, readCorpusFile } from './corpus.ts';
import { readRaster } from './read-raster.ts';
import { openSoftBindingServer, type SoftBindingServer } from './soft-binding-server.ts';
import { storeOf, stripRecord } from './strip-record.ts';

/**
 * A site whose pictures lost their records when they were saved anew, and the record store that kept them. Each picture
 * names its code in a record of its own, which does not check out: the road a code takes without any watermark.
 */
export interface CodedPictures extends AsyncDisposable {
  /**
   * Address of a page with one picture: `sky`, `other`, `unknown`, `print`, `stranger`, and `corpus` where there is one.
   * `print` and `stranger` carry nothing at all; the store knows the first by its ISCC.
   */
  page(name: string): string;
  readonly store: SoftBindingServer;
  /** PEM of the root its signers lead up to. */
  readonly trust: string;
}

const ALG = 'com.adobe.trustmark.P';
const codeOf = (name: string) => `2*${[...name].map((letter) => letter.charCodeAt(0).toString(2)).join('')}`;

export async function openCodedPictures(): Promise<CodedPictures> {
  const signers = await createSigners();
  const plan: RecordPlan = { title: 'Sky', generator: 'Lumen', actions: GENERATED };
  const named = (name: string): RecordPlan => ({ ...plan, softBindings: [{ alg: ALG, value: codeOf(name) }] });
  const sky = await sign(await draw({ scene: 'sky', format: 'jpeg', width: 800 }), named('sky'), signers.lumen);
  const snow = await sign(await draw({ scene: 'snow', format: 'jpeg', width: 800 }), plan, signers.lumen);

  const files = new Map<string, Uint8Array>();
  /** A copy saved anew by somebody whose own record names the code of the original and does not check out. */
  const put = async (name: string, original: Uint8Array): Promise<void> => {
    const copy: Picture = {
      bytes: await sharp(original).resize(400).jpeg({ quality: 80 }).toBuffer(),
      mime: 'image/jpeg',
    };
    files.set(name, changeClaim(await sign(copy, named(name), signers.fieldnote)).bytes);
  };
  await put('sky', sky.bytes);
  await put('other', sky.bytes);
  await put('unknown', sky.bytes);
  const records = [
    { name: 'sky', bytes: sky.bytes },
    { name: 'other', bytes: snow.bytes },
  ];
  if (hasCorpus) {
    const known = Buffer.from(await readCorpusFile('c2pa/adobe-20220124-CA.jpg'));
    await put('corpus', stripRecord(known));
    records.push({ name: 'corpus', bytes: known });
  }
  const lighthouse = await draw({ scene: 'lighthouse', format: 'jpeg', width: 800 });
  const print = isccBindingOf(imageCodeOf(await readRaster(lighthouse.bytes), 256));
  const binding = { alg: ISCC_ALGORITHM, value: [...Buffer.from(print, 'base64')] };
  const printed = await sign(lighthouse, { ...plan, title: 'Lighthouse', softBindings: [binding] }, signers.lumen);
  for (const [name, bytes] of [
    ['print', printed.bytes],
    ['stranger', snow.bytes],
  ] as const)
    files.set(name, await sharp(bytes).resize(500).jpeg({ quality: 80 }).toBuffer());
  const store = await openSoftBindingServer([
    {
      manifestId: 'urn:c2pa:print',
      store: await storeOf(printed.bytes),
      bindings: [{ alg: ISCC_ALGORITHM, value: print }],
    },
    ...(await Promise.all(
      records.map(async ({ name, bytes }) => ({
        manifestId: `urn:c2pa:${name}`,
        store: await storeOf(bytes),
        bindings: [{ alg: ALG, value: btoa(codeOf(name)) }],
      })),
    )),
  ]);

  const server = createServer((request, response) => {
    const [name = '', ending] = (request.url ?? '').slice(1).split('.');
    const bytes = files.get(name);
    if (bytes === undefined) response.writeHead(404).end();
    else if (ending === 'jpg') sendRange(request, response, bytes, { 'content-type': 'image/jpeg' });
    else
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          `<!doctype html><html lang="en"><title>Coded</title><img src="/${name}.jpg" alt="Sky" width="400"></html>`,
        );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    page: (name) => `http://127.0.0.1:${port}/${name}`,
    store,
    trust: signers.trusted,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
