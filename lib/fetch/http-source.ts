import { type ByteSource, Unreadable } from '../bytes/source.ts';
import { refusal } from './address-rules.ts';
import type { BodyReader } from './body-reader.ts';
import { type HttpFacts, type Validators, contentRange, factsOf, isFile, isMislabeled } from './http-facts.ts';
import { ReadAhead } from './read-ahead.ts';
import { HTML_SNIFF_BYTES, refuseHtml } from './refuse-html.ts';
import { Requester } from './requester.ts';
import { SpanStore } from './span-store.ts';

interface HttpLimits {
  /** Milliseconds without a byte (or without headers) after which the server counts as stalled. */
  readonly stallMs: number;
  /** Milliseconds for all requests of one file together. */
  readonly totalMs: number;
  /** Most bytes taken from the network for one file. */
  readonly maxBytes: number;
}

const HTTP_LIMITS: HttpLimits = { stallMs: 8_000, totalMs: 20_000, maxBytes: 200 * 1024 * 1024 };

export interface HttpOptions {
  /** Address of the page that shows the file: decides which inner addresses may be fetched. */
  readonly pageUrl: string;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
  readonly limits?: Partial<HttpLimits>;
  /** Nobody asked about this file: see `ByteSource`. */
  readonly isSparing?: boolean;
  /** What is stored of this address: asks "has it changed?" instead of for the bytes. */
  readonly known?: Validators;
}

export interface HttpSource extends ByteSource {
  readonly facts: HttpFacts;
  /** The server sent parts of two different files: read it again from the start. */
  readonly hasChanged: boolean;
  /** Ends what is still being transferred. Call it when the inspection is done. */
  close(): void;
}

export type Opened =
  | { readonly kind: 'not-modified'; readonly facts: HttpFacts }
  | { readonly kind: 'source'; readonly source: HttpSource };

/**
 * Bytes of the first request. Decides most pictures without a record; a picture of 200 kB pays 2 % for it.
 * Smaller ones save nothing: a response's own headers are half a kilobyte.
 */
const FIRST_BYTES = 4 * 1024;
/** Bytes taken at a time from a server that ignores ranges. */
const STREAM_PIECE = 16 * 1024;

/**
 * Opens a file on a web server. Asks for its first 4 KiB only; later reads ask for the ranges they need.
 * A server that ignores ranges is read as a stream, only as far as needed. No cookies, no referrer, no cache:
 * what was read once is remembered by the verdict store, not by a second copy of the picture on disk.
 * @throws Unreadable (`blocked`, `offline`, `timeout`, `not-public`, …); as every read may.
 */
export async function openHttp(url: string, options: HttpOptions): Promise<Opened> {
  const transfer = new Transfer(url, options);
  try {
    return await transfer.open(options.known);
  } catch (error) {
    transfer.close();
    throw error;
  }
}

class Transfer implements HttpSource {
  readonly isSparing: boolean;
  readonly #url: string;
  readonly #pageUrl: string;
  readonly #limits: HttpLimits;
  readonly #ender = new AbortController();
  readonly #requester: Requester;
  readonly #spans = new SpanStore();
  readonly #readAhead = new ReadAhead(FIRST_BYTES);
  #facts: HttpFacts | null = null;
  /** The rest of a response whose server ignores ranges, and how far it has been read. */
  #stream: { reader: BodyReader; offset: number } | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  bytesRead = 0;
  hasChanged = false;

  constructor(url: string, options: HttpOptions) {
    this.isSparing = options.isSparing === true;
    this.#url = url;
    this.#pageUrl = options.pageUrl;
    this.#limits = { ...HTTP_LIMITS, ...options.limits };
    const ends = [this.#ender.signal, AbortSignal.timeout(this.#limits.totalMs)];
    this.#requester = new Requester({
      url,
      pageUrl: options.pageUrl,
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      signal: AbortSignal.any(options.signal === undefined ? ends : [...ends, options.signal]),
      stallMs: this.#limits.stallMs,
    });
  }

  get size(): number | null {
    return this.#spans.size;
  }

  get facts(): HttpFacts {
    if (this.#facts === null) throw new Error('not open yet');
    return { ...this.#facts, size: this.size };
  }

  close(): void {
    this.#ender.abort();
  }

  async open(known: Validators | undefined): Promise<Opened> {
    const reason = refusal(this.#url, this.#pageUrl);
    if (reason !== null) throw new Unreadable(reason);
    const { end } = this.#readAhead.plan(0, 1, this.#spans);
    const reader = await this.#requester.first(end, known);
    const { response } = reader;
    this.#facts = factsOf(response);
    if (response.status === 304) {
      reader.cancel();
      return { kind: 'not-modified', facts: this.#facts };
    }
    if (response.status === 206) await this.#takeRange(reader, 0, end);
    else this.#startStream(reader);
    refuseHtml(await this.read(0, HTML_SNIFF_BYTES));
    return { kind: 'source', source: this };
  }

  atHand(offset: number): Uint8Array {
    return this.#spans.from(offset);
  }

  /** Reads queue, so that two overlapping ones never ask for the same bytes. */
  read(offset: number, length: number): Promise<Uint8Array> {
    const turn = this.#queue.then(() => this.#read(offset, length));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #read(offset: number, length: number): Promise<Uint8Array> {
    const end = () => Math.min(offset + length, this.size ?? Infinity);
    for (;;) {
      if (offset >= end()) return new Uint8Array();
      const missing = this.#spans.firstMissing(offset, end());
      if (missing === null) return this.#spans.slice(offset, end());
      if (missing >= this.#limits.maxBytes && this.#stream !== null) throw new Unreadable('too-large');
      if (this.#stream === null) await this.#fetchRange(missing, end());
      else await this.#readOn(end());
    }
  }

  async #fetchRange(missing: number, needed: number): Promise<void> {
    const { start, end } = this.#readAhead.plan(missing, needed, this.#spans);
    if (this.bytesRead + (end - start) > this.#limits.maxBytes) throw new Unreadable('too-large');
    const reader = await this.#requester.range(start, end);
    this.#refuseChanged(reader);
    if (!isFile(reader.response)) throw this.#otherFile(reader);
    if (reader.response.status === 206) await this.#takeRange(reader, start, end);
    else this.#startStream(reader);
  }

  /** Takes the body of a 206 and believes its header only as far as it agrees with what was asked. */
  async #takeRange(reader: BodyReader, start: number, end: number): Promise<void> {
    const range = contentRange(reader.response);
    // Without the header (CORS hides it) the bytes are taken for those asked for.
    const isOther = range !== null && (range.start !== start || range.end > Math.max(end, range.total ?? 0));
    if (isOther || isMislabeled(reader.response, start)) {
      reader.cancel();
      throw new Unreadable('malformed', 'the server sent another range than the one asked for');
    }
    if (range?.total !== null && range?.total !== undefined) this.#spans.size = range.total;
    const stop = Math.min(end, range?.end ?? end, this.size ?? Infinity);
    const bytes = await reader.take(stop - start);
    this.bytesRead += bytes.length;
    if (range === null && bytes.length < stop - start) this.#spans.size = start + bytes.length;
    else if (bytes.length < stop - start || (stop < end && stop !== this.size)) {
      throw new Unreadable('truncated', 'the server sent fewer bytes than it announced');
    }
    this.#spans.put(start, bytes);
  }

  #startStream(reader: BodyReader): void {
    const size = factsOf(reader.response).size;
    if (size !== null) this.#spans.size ??= size;
    this.#stream = { reader, offset: 0 };
  }

  /** Reads the stream on until `end` is covered or the file ends. */
  async #readOn(end: number): Promise<void> {
    const stream = this.#stream;
    if (stream === null) return;
    const target = Math.min(Math.ceil(end / STREAM_PIECE) * STREAM_PIECE, this.#limits.maxBytes);
    const bytes = await stream.reader.take(Math.max(STREAM_PIECE, target - stream.offset));
    this.bytesRead += bytes.length;
    if (stream.reader.isDone) {
      const size = stream.offset + bytes.length;
      if (this.size !== null && this.#facts?.size === this.size && size < this.size) {
        throw new Unreadable('truncated', 'the server sent fewer bytes than it announced');
      }
      this.#spans.size = size;
    }
    this.#spans.put(stream.offset, bytes);
    stream.offset += bytes.length;
  }

  #refuseChanged(reader: BodyReader): void {
    const now = factsOf(reader.response);
    const before = this.facts;
    const differs = (a: unknown, b: unknown) => a !== null && b !== null && a !== b;
    if (
      !differs(now.etag, before.etag) &&
      !differs(now.lastModified, before.lastModified) &&
      !differs(now.size, before.size)
    )
      return;
    throw this.#otherFile(reader);
  }

  #otherFile(reader: BodyReader): Unreadable {
    reader.cancel();
    this.hasChanged = true;
    return new Unreadable('malformed', 'the file changed on the server while it was read');
  }
}
