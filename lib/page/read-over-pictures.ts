/** A small thing that a page shows over a picture or a film: its text, and the name it has for those who listen. */
export interface OverPicture {
  readonly text: string;
  readonly name: string;
}

/**
 * What a frame shows over its pictures in places as small as a label. Run by `scripting.executeScript`, so it must stand
 * on its own: everything it calls is inside it. Whence's own labels are in a closed shadow root, which no walk enters;
 * words drawn by a style sheet or as a picture are not seen. What it answers is the page's word.
 */
export function readOverPictures(): readonly OverPicture[] {
  const MAX_MEDIA = 300;
  const MAX_TEXTS = 8_000;
  const MAX_ANSWERS = 64;
  const MAX_LENGTH = 160;
  const TIME_LIMIT = 100;
  /** CSS pixels: media too small for a label, and the most that something like one takes. */
  const LEAST_SIDE = 40;
  const MOST = { width: 480, height: 72 };
  const endsAt = performance.now() + TIME_LIMIT;
  const roots: ParentNode[] = [document];
  const media: DOMRect[] = [];
  const texts: Text[] = [];
  for (let at = 0; at < roots.length && texts.length < MAX_TEXTS && performance.now() < endsAt; at += 1) {
    const walker = document.createTreeWalker(roots[at] as Node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null && texts.length < MAX_TEXTS; node = walker.nextNode()) {
      if (node instanceof Text) {
        const { length } = node.data.trim();
        if (length > 1 && length <= MAX_LENGTH) texts.push(node);
      } else if (node instanceof HTMLImageElement || node instanceof HTMLVideoElement) {
        const box = node.getBoundingClientRect();
        if (media.length < MAX_MEDIA && box.width >= LEAST_SIDE && box.height >= LEAST_SIDE) media.push(box);
      } else if (node instanceof Element && node.shadowRoot !== null) roots.push(node.shadowRoot);
    }
  }
  const isOver = (box: DOMRect): boolean => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return media.some((each) => x >= each.left && x <= each.right && y >= each.top && y <= each.bottom);
  };
  const isSmall = ({ width, height }: DOMRect): boolean =>
    width > 0 && height > 0 && width <= MOST.width && height <= MOST.height;
  /** The largest small thing around a text: a label has several. */
  const labelAround = (text: Text): Element | null => {
    let label: Element | null = null;
    for (let element = text.parentElement; element !== null; element = element.parentElement) {
      const box = element.getBoundingClientRect();
      if (!isSmall(box) || !isOver(box) || (element.textContent ?? '').length > 2 * MAX_LENGTH) break;
      label = element;
    }
    return label;
  };
  const answers = new Map<Element, OverPicture>();
  for (const text of media.length === 0 ? [] : texts) {
    if (answers.size >= MAX_ANSWERS || performance.now() > endsAt) break;
    const label = labelAround(text);
    if (label === null || answers.has(label)) continue;
    const named = label.closest('[aria-label], [title]');
    const name = named?.getAttribute('aria-label') ?? named?.getAttribute('title') ?? '';
    const shown = label instanceof HTMLElement ? label.innerText : (label.textContent ?? '');
    answers.set(label, { text: shown.slice(0, MAX_LENGTH), name: name.slice(0, MAX_LENGTH) });
  }
  return [...answers.values()];
}
