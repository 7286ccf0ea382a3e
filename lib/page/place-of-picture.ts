/**
 * Where one picture stands in the viewport, once it is drawn there. Run in the page by `scripting.executeScript`, so it
 * must stand on its own: everything it calls is inside it. What it answers is the page's word.
 *
 * @param address of the picture, as lists carry it; a `data:` address may be cut, with `…` at its end.
 */
export async function placeOfPicture(address: string): Promise<object | null> {
  const MAX_ELEMENTS = 20_000;
  const TIME_LIMIT = 1_000;
  const start = address.endsWith('…') ? address.slice(0, -1) : null;
  const isIt = (url: string) => url === address || (start !== null && url.startsWith(start));
  const shown = [...Document.prototype.querySelectorAll.call(document, 'img, video, input[type="image"]')]
    .slice(0, MAX_ELEMENTS)
    .find((each) => {
      if (each instanceof HTMLImageElement) return isIt(each.currentSrc) || isIt(each.src);
      if (each instanceof HTMLVideoElement) return isIt(each.poster) || isIt(each.currentSrc);
      return each instanceof HTMLInputElement && isIt(each.src);
    });
  if (shown === undefined) return null;
  const box = () => shown.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const isInView = () => box().bottom > 0 && box().right > 0 && box().top < innerHeight && box().left < innerWidth;
  if (!isInView()) shown.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  // A tab that just came to the front has not drawn anything yet.
  const drawn = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, TIME_LIMIT))]);
  const place = box();
  return {
    x: place.x,
    y: place.y,
    width: place.width,
    height: place.height,
    viewport: { width: Math.max(width, innerWidth), height: Math.max(height, innerHeight) },
  };
}
