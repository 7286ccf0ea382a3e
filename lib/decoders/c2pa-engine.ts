import type { Outcome } from '../model/outcome.ts';
import { withBlobs } from './c2pa-blobs.ts';
import { setValidatorClock } from './c2pa-clock.ts';
import { C2PA_VERSION } from './c2pa-version.ts';
import init, { WasmReader } from '@contentauth/c2pa-wasm';

/**
 * What the validator answered for one file, before anything of ours has read it.
 * `isSeparate`: of a store that was handed over beside the file.
 */
export type C2paAnswer =
  | { readonly kind: 'store'; readonly json: string; readonly crJson: string; readonly isSeparate?: true }
  /** The file holds no manifest store the validator can find. */
  | { readonly kind: 'none' }
  /** The file only points at a manifest. */
  | { readonly kind: 'remote'; readonly url: string }
  /** The store is there and cannot be read; `code` is the validator's own error name. */
  | { readonly kind: 'unreadable'; readonly code: string; readonly isSeparate?: true };

/** The validator behind one function, so that hosts and tests can stand in for it. */
export interface C2paEngine {
  readonly version: string;
  /** A file that holds a manifest store is on its way: gets ready for it meanwhile. */
  prepare?(): void;
  /**
   * Validates one whole file. Contacts nobody: remote fetching is off in `settings`.
   * `unanswered: engine-failed` means the wasm trapped; its owner should start a fresh engine.
   * @param at judge as of that moment, in milliseconds since 1970; now when absent. One call at a time then.
   * @param fragment `bytes` are the head of a fragmented MP4, and its record is judged with this one of its fragments
   *   (the Merkle map of `c2pa.hash.bmff`, C2PA 2.2 §18.7). One call at a time then.
   */
  validate(
    format: string,
    bytes: Uint8Array,
    settings: string,
    at?: number,
    fragment?: Uint8Array,
  ): Promise<Outcome<C2paAnswer>>;
}

/**
 * The maintained C2PA validator as wasm. Nothing is compiled before the first file that holds a
 * manifest, because compiling costs 9 MB and 50 ms that most pages never need.
 * @param loadModule yields the compiled `c2pa_bg.wasm`; called at most once.
 */
export function wasmEngine(loadModule: () => Promise<WebAssembly.Module>): C2paEngine {
  let starting: Promise<unknown> | null = null;
  const start = () => (starting ??= loadModule().then((module) => init({ module_or_path: module })));
  return {
    version: C2PA_VERSION,
    prepare() {
      // A failed start is told by whoever validates.
      void start().catch(() => undefined);
    },
    async validate(format, bytes, settings, at, fragment) {
      let reader: WasmReader | null = null;
      let restoreClock: (() => void) | null = null;
      try {
        await start();
        if (at !== undefined) restoreClock = setValidatorClock(at);
        reader =
          fragment === undefined
            ? await WasmReader.fromBytes(format, bytes, settings)
            : await withBlobs((blobOf) =>
                WasmReader.fromBlobFragment(format, blobOf(bytes), blobOf(fragment), settings),
              );
        return { kind: 'found', value: { kind: 'store', json: reader.json(), crJson: reader.crJson() } };
      } catch (error) {
        // The engine throws plain strings for what it found wrong; anything else is a trap or a failed load.
        if (typeof error === 'string') return { kind: 'found', value: answerOfError(error) };
        return { kind: 'unanswered', why: 'engine-failed' };
      } finally {
        restoreClock?.();
        reader?.free();
      }
    },
  };
}

/** `C2pa(RemoteManifestUrl("https://…"))` and its kin: Debug output of the engine's error enum. */
function answerOfError(error: string): C2paAnswer {
  const [, name = 'Unknown', detail = ''] = /^C2pa\((\w+)(?:\("?(.*?)"?\))?\)$/s.exec(error.slice(0, 4096)) ?? [];
  if (name === 'JumbfNotFound' || name === 'ProvenanceMissing') return { kind: 'none' };
  if (name === 'RemoteManifestUrl') return { kind: 'remote', url: detail };
  return { kind: 'unreadable', code: name };
}
