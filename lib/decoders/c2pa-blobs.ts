/**
 * Runs `work` with bytes it can give the validator where that wants a `Blob`: it asks one for its `size` and a `slice`,
 * and reads that with a `FileReaderSync`, which Node has not and a browser's Worker has for real Blobs only. Nothing is
 * copied but what is read. One at a time.
 */
export async function withBlobs<T>(work: (blobOf: (bytes: Uint8Array) => Blob) => Promise<T>): Promise<T> {
  const host = globalThis as { FileReaderSync?: unknown };
  const real = host.FileReaderSync;
  host.FileReaderSync = BytesReader;
  try {
    // Duck-typed: the validator's glue passes it on unseen.
    return await work((bytes) => new BytesBlob(bytes) as unknown as Blob);
  } finally {
    host.FileReaderSync = real;
  }
}

class BytesBlob {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.bytes.length;
  }

  slice(start: number, end: number): BytesBlob {
    return new BytesBlob(this.bytes.subarray(start, end));
  }
}

class BytesReader {
  readAsArrayBuffer({ bytes }: BytesBlob): ArrayBuffer {
    return Uint8Array.from(bytes).buffer;
  }
}
