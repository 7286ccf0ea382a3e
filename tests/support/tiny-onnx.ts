/**
 * A decoder with the inputs and outputs of TrustMark's, written byte by byte (https://onnx.ai/onnx/repo-docs/IR.html):
 * each of its hundred numbers is how bright one cell of a 10 × 10 grid is. Opset 17, as the published ones.
 * @param bias added to each number: −0.5 makes one that wants its input between 0 and 1.
 */
export function tinyDecoder({ side = 224, bias = 0 } = {}): Uint8Array<ArrayBuffer> {
  const cell = Math.floor(side / 10);
  const nodes = [
    node('AveragePool', ['image'], 'cells', [ints('kernel_shape', [cell, cell]), ints('strides', [cell, cell])]),
    node('ReduceMean', ['cells'], 'gray', [ints('axes', [1]), int('keepdims', 0)]),
    node('Flatten', ['gray'], 'flat', [int('axis', 1)]),
    node('Add', ['flat', 'bias'], 'output'),
  ];
  const graph = [
    ...nodes.map((each) => bytes(1, each)),
    text(2, 'tiny'),
    bytes(5, floats('bias', [bias])),
    bytes(11, value('image', [1, 3, side, side])),
    bytes(12, value('output', [1, 100])),
  ];
  return join([varint(1, 8), bytes(8, join([text(1, ''), varint(2, 17)])), bytes(7, join(graph))]);
}

function node(type: string, inputs: readonly string[], output: string, attributes: readonly Uint8Array[] = []) {
  const names = [...inputs.map((name) => text(1, name)), text(2, output), text(4, type)];
  return join([...names, ...attributes.map((attribute) => bytes(5, attribute))]);
}

const int = (name: string, number: number) => join([text(1, name), varint(3, number), varint(20, 2)]);
const ints = (name: string, numbers: readonly number[]) =>
  join([text(1, name), ...numbers.map((number) => varint(8, number)), varint(20, 7)]);

const floats = (name: string, numbers: readonly number[]) =>
  join([
    varint(1, numbers.length),
    varint(2, 1),
    bytes(9, new Uint8Array(Float32Array.from(numbers).buffer)),
    text(8, name),
  ]);

/** The name, element type (float) and shape of an input or output. */
function value(name: string, shape: readonly number[]): Uint8Array {
  const dimensions = join(shape.map((size) => bytes(1, varint(1, size))));
  return join([text(1, name), bytes(2, bytes(1, join([varint(1, 1), bytes(2, dimensions)])))]);
}

// Protocol buffers: https://protobuf.dev/programming-guides/encoding/

function varint(field: number, number: number): Uint8Array {
  return Uint8Array.from([...digits(field << 3), ...digits(number)]);
}

function bytes(field: number, content: Uint8Array): Uint8Array {
  return join([Uint8Array.from([...digits((field << 3) | 2), ...digits(content.length)]), content]);
}

const text = (field: number, content: string) => bytes(field, new TextEncoder().encode(content));

function digits(number: number): number[] {
  return number < 128 ? [number] : [(number & 127) | 128, ...digits(number >>> 7)];
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
