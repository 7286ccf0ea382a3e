/** What a module in WebAssembly's text format exports besides its functions. */
export interface SimdModule {
  readonly memory: WebAssembly.Memory;
}

/** The module of a JSON file that `scripts/make-simd.ts` made: compiled at once, as it is of some hundred bytes. */
export function startModule<Module extends SimdModule>({ wasm }: { readonly wasm: string }): Module {
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Module;
}

/** The module's memory as samples, grown to hold `samples` of them. What was made of it before may be gone. */
export function memoryOf({ memory }: SimdModule, samples: number): Float32Array {
  const missing = samples * Float32Array.BYTES_PER_ELEMENT - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  return new Float32Array(memory.buffer);
}

/** Bytes by which a memory grows. */
const PAGE = 65_536;
