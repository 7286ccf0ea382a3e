const WORDS =
  'the of light over harbour a picture morning and water with its stones where boats lie still under windows that nobody opens before noon says our guide'.split(
    ' ',
  );

/** Lines of text in columns as an SVG picture of that size, `size` pixels high each letter. */
export function drawText(
  width: number,
  height: number,
  size: number,
  next: () => number,
  background: string,
  color: string,
): Buffer {
  const lines: string[] = [];
  const letters = Math.max(4, Math.floor(width / (size * 0.52)) - 3);
  for (let y = size * 1.5; y < height; y += size * 1.5) {
    let line = '';
    while (line.length < letters * (0.7 + 0.3 * next())) line += `${WORDS[Math.floor(next() * WORDS.length)]} `;
    lines.push(`<text x="${size}" y="${Math.round(y)}">${line.trim()}</text>`);
  }
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${background}"/><g font-family="sans-serif" font-size="${size}" fill="${color}">${lines.join('')}</g></svg>`,
  );
}
