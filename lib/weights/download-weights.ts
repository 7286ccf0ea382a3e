import { sha256Of } from '../bytes/sha256-of.ts';
import type { PublishedWeights, WeightsFailure } from '../model/weights.ts';

export interface DownloadPorts {
  readonly fetch: typeof fetch;
  /** Ends the download at once. */
  readonly stop: AbortSignal;
  /** Told how many bytes have come. */
  readonly onProgress: (received: number) => void;
}

/** Milliseconds without a byte after which nothing more is expected. */
const SILENCE_MS = 30_000;
/** An ONNX file begins with its version, a number field; a web page with this. */
const TAG = '<'.charCodeAt(0);

/** Tells "this copy is bad, and here is why" from a fault of ours. */
class NotTaken extends Error {
  readonly why: WeightsFailure;

  constructor(why: WeightsFailure) {
    super(why);
    this.why = why;
  }
}

/**
 * Downloads a published file, from the first of its addresses that has it, into memory. Only the very file that was
 * published is answered: same size, same checksum. No cookies and no referrer are sent.
 * @throws the reason of `stop` when it ends the download.
 */
export async function downloadWeights(
  published: PublishedWeights,
  ports: DownloadPorts,
): Promise<Uint8Array<ArrayBuffer> | WeightsFailure> {
  let failure: WeightsFailure | null = null;
  for (const address of published.addresses) {
    try {
      return await downloadFrom(address, published, ports);
    } catch (error) {
      ports.stop.throwIfAborted();
      if (!(error instanceof NotTaken)) throw error;
      failure ??= error.why;
    }
  }
  return failure ?? 'refused';
}

async function downloadFrom(
  address: string,
  { size, sha256 }: PublishedWeights,
  { fetch, stop, onProgress }: DownloadPorts,
): Promise<Uint8Array<ArrayBuffer>> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const hear = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  onProgress(0);
  const asking = fetch(address, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: AbortSignal.any([stop, silence.signal]),
  });
  try {
    const response = await asking.catch(() => {
      throw new NotTaken('offline');
    });
    hear();
    const body = bodyOf(response);
    const reader = body.getReader();
    try {
      const bytes = new Uint8Array(size);
      const received = await fill(bytes, reader, (count) => {
        hear();
        onProgress(count);
      });
      if (received < size) throw new NotTaken('cut');
      if ((await sha256Of(bytes)) !== sha256) throw new NotTaken('altered');
      return bytes;
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  } finally {
    clearTimeout(timer);
  }
}

function bodyOf({ ok, body, headers }: Response): ReadableStream<Uint8Array> {
  const type = headers.get('content-type') ?? '';
  const why: WeightsFailure | null = !ok || body === null ? 'refused' : /\bhtml\b/i.test(type) ? 'web-page' : null;
  if (why === null && body !== null) return body;
  void body?.cancel().catch(() => undefined);
  throw new NotTaken(why ?? 'refused');
}

/** Bytes that came. One more than fits, or a first one that is a web page's, ends it. */
async function fill(
  bytes: Uint8Array,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  onProgress: (received: number) => void,
): Promise<number> {
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new NotTaken('cut');
    });
    if (done) return received;
    if (received === 0 && value[0] === TAG) throw new NotTaken('web-page');
    if (received + value.length > bytes.length) throw new NotTaken('too-large');
    bytes.set(value, received);
    received += value.length;
    onProgress(received);
  }
}
