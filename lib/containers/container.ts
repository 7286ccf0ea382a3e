import type { ByteSource } from '../bytes/source.ts';
import type { ContainerMap } from '../model/container.ts';
import type { Format } from '../model/format.ts';

/** One file format: tells whether the first bytes are its own, and where its parts lie. */
export interface Container {
  readonly format: Format;
  /** Looks at up to the first 4096 bytes only; never throws. */
  matches(head: Uint8Array): boolean;
  /**
   * Walks the structure with as few reads as it can. Malformed or truncated input is not an
   * error: the parts found so far are returned with `incomplete` set.
   * @throws Unreadable only, passed on from the source.
   */
  map(source: ByteSource): Promise<ContainerMap>;
}
