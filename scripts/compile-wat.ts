import { readFile } from 'node:fs/promises';
import openWabt from 'wabt';

/** The WebAssembly of a file of its text format, as JSON that the module beside it imports. */
export async function compileWat(file: URL): Promise<string> {
  const wabt = await openWabt();
  const module = wabt.parseWat(file.pathname, await readFile(file, 'utf8'), { simd: true });
  module.validate();
  const { buffer } = module.toBinary({});
  return `${JSON.stringify({ wasm: Buffer.from(buffer).toString('base64') }, null, 2)}\n`;
}
