/** A code that leads from a file to a record kept elsewhere (C2PA 2.2 §18.10): a watermark's payload or a fingerprint. */
export interface SoftBinding {
  /** Name in the C2PA soft binding algorithm list; any text where a record names one that is not on it. */
  readonly alg: string;
  /** Base64 (RFC 4648 §4) of the value in the algorithm's own format; empty where it is too long to be told. */
  readonly value: string;
  /** What it was read from: a record in the file, however broken, or the pixels; a fingerprint is made of these. */
  readonly from: 'record' | 'watermark' | 'fingerprint';
}

/** One entry of the C2PA soft binding algorithm list, as far as Whence uses it. */
export interface BindingAlgorithm {
  readonly alg: string;
  readonly type: 'watermark' | 'fingerprint';
  /** Public name: the beginning of the entry's description. */
  readonly name: string;
  /** https addresses of Soft Binding Resolution APIs that know it. */
  readonly resolvers: readonly string[];
}

/** A record store the person allows Whence to ask, over the C2PA Soft Binding Resolution API. */
export interface Resolver {
  readonly name: string;
  /** Address of the API, without a slash at its end. */
  readonly address: string;
}
