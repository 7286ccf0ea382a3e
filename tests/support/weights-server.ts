import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TrustmarkVariant } from '../../lib/model/trustmark.ts';
import type { PublishedWeights } from '../../lib/model/weights.ts';

/** Every way in which the host of a file may fail. */
export type Fault = 'cut' | 'altered' | 'longer' | 'page' | 'page-as-file' | 'missing' | 'silent' | 'slow';

export interface WeightsServer extends AsyncDisposable {
  readonly origin: string;
  /** What the next answers are; `null`: the file. */
  fault: Fault | null;
  readonly asked: {
    readonly path: string;
    readonly cookie: string | undefined;
    readonly referer: string | undefined;
  }[];
  /** The file as if it were published here. */
  published(variant: TrustmarkVariant): PublishedWeights;
  /** Lets a slow answer go on. */
  release(): void;
}

/** A server that publishes decoders, by variant. */
export async function openWeightsServer(
  files: Readonly<Partial<Record<TrustmarkVariant, Uint8Array>>>,
): Promise<WeightsServer> {
  const asked: WeightsServer['asked'] = [];
  let fault: Fault | null = null;
  const held: (() => void)[] = [];
  const fileOf = (variant: string): Uint8Array | undefined =>
    variant === 'P' || variant === 'Q' ? files[variant] : undefined;

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, cookie: request.headers.cookie, referer: request.headers.referer });
    const bytes = fileOf(/decoder_(\w)\.onnx$/.exec(path)?.[1] ?? '');
    if (bytes === undefined || fault === 'missing') response.writeHead(404).end('Not here.');
    else answer(response, bytes, fault, held);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    asked,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
    },
    release: () => held.splice(0).forEach((go) => go()),
    published(variant) {
      const bytes = fileOf(variant) ?? new Uint8Array();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { variant, addresses: [`${origin}/models/decoder_${variant}.onnx`], size: bytes.length, sha256 };
    },
    async [Symbol.asyncDispose]() {
      held.splice(0).forEach((go) => go());
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const HTML = '<!doctype html><title>Sign in to the network</title>';

function answer(response: ServerResponse, bytes: Uint8Array, fault: Fault | null, held: (() => void)[]): void {
  const half = bytes.subarray(0, bytes.length >> 1);
  const head = (type: string) => response.writeHead(200, { 'content-type': type, 'set-cookie': 'seen=1' });
  if (fault === 'page') return void head('text/html; charset=utf-8').end(HTML);
  head('application/octet-stream');
  if (fault === 'page-as-file') return void response.end(HTML);
  if (fault === 'altered')
    return void response.end(bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)));
  if (fault === 'longer') return void response.end(Buffer.concat([bytes, Buffer.alloc(1)]));
  if (fault === 'cut') return void response.end(half);
  if (fault === null) return void response.end(bytes);
  response.write(half);
  held.push(() => (fault === 'slow' ? response.end(bytes.subarray(half.length)) : response.destroy()));
}
