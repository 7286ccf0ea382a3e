/** What a playlist says of the files a stream is made of. Addresses are absolute. Its author is not to be trusted. */
export interface Playlist {
  /** Initialization segments, in the playlist's order. */
  readonly heads: readonly string[];
  /** The first media segments. */
  readonly fragments: readonly string[];
  /** Further playlists it lists. */
  readonly playlists: readonly string[];
  /** It says that segments are encrypted as a whole. */
  readonly isEncrypted: boolean;
}

/** Addresses of one kind kept of one playlist: renditions are a dozen, and nobody reads more. */
const MOST_ADDRESSES = 32;

/** Gathers addresses as a playlist names them: each once, and no more than anybody will read. */
export class AddressList {
  readonly #addresses = new Set<string>();

  /** Adds an address relative to `base`; what is none is left out. */
  add(address: string | undefined, base: string): void {
    if (address === undefined || this.#addresses.size >= MOST_ADDRESSES || !URL.canParse(address, base)) return;
    this.#addresses.add(new URL(address, base).href);
  }

  get all(): readonly string[] {
    return [...this.#addresses];
  }
}
