/** The root font size the design is drawn at; in a page the real one belongs to the page. */
const ROOT_FONT_PX = 16;

/** Style text with every `rem` length turned into pixels: inside another's page only pixels are ours. */
export function pixelStyles(css: string): string {
  return css.replace(/(\d*\.?\d+)rem\b/g, (_, length: string) => `${Number(length) * ROOT_FONT_PX}px`);
}
