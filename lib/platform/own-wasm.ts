/**
 * Compiles wasm out of Whence's own files, in a Worker.
 * @param address within Whence.
 */
export async function compileOwn(address: string): Promise<WebAssembly.Module> {
  // Compiled while it is read: 40 ms earlier, and its 9 MB are never held beside the module.
  return hasFetch() ? WebAssembly.compileStreaming(fetch(address)) : WebAssembly.compile(await readOffline(address));
}

/**
 * Where a library that fetches its wasm itself finds it: at its address, or, where nothing can be fetched, in the bytes.
 * @param address within Whence.
 */
export async function ownWasm(address: string): Promise<string | Uint8Array<ArrayBuffer>> {
  return hasFetch() ? address : readOffline(address);
}

/**
 * While Firefox is offline, its Workers can fetch nothing at all, not even a file of the extension itself
 * (https://bugzilla.mozilla.org/show_bug.cgi?id=2067202). `XMLHttpRequest` takes another way through the browser, on which
 * only what needs a network fails.
 */
function hasFetch(): boolean {
  return navigator.onLine;
}

function readOffline(address: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.responseType = 'arraybuffer';
    request.addEventListener('load', () => resolve(new Uint8Array(request.response as ArrayBuffer)));
    request.addEventListener('error', () => reject(new Error(`${address} is none of Whence's files.`)));
    request.open('GET', address);
    request.send();
  });
}
