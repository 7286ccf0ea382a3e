/**
 * What a page says about one picture it shows: for the search for its original, for reading it again where only the
 * page can, and for what stands beside it in the report. Run in the page's frame by `scripting.executeScript`, so it must stand on its own: everything it calls is
 * inside it. What it answers is the page's word.
 *
 * @param address of the picture, as lists carry it; a `data:` address may be cut, with `…` at its end.
 * @param maxBytes the bytes of a `blob:` picture come along, in base64, up to this size.
 */
export async function readPicture(address: string, maxBytes: number): Promise<object> {
  /** Elements looked at for open shadow roots, and pictures compared with the address. */
  const MAX_ELEMENTS = 50_000;
  const MAX_LISTED = 64;
  const MAX_JSON_LD = 8;
  const MAX_JSON_LD_LENGTH = 512 * 1024;
  const LEVELS_UP = 3;
  /** A form may carry fields named like the document's own methods; the prototype's cannot be hidden. */
  const all = (root: Document | ShadowRoot, selector: string): readonly Element[] => {
    const { querySelectorAll } = root instanceof ShadowRoot ? ShadowRoot.prototype : Document.prototype;
    const found: NodeListOf<Element> = Reflect.apply(querySelectorAll, root, [selector]);
    return [...found].slice(0, MAX_ELEMENTS);
  };
  const start = address.endsWith('…') ? address.slice(0, -1) : null;
  const isIt = (url: string) => url === address || (start !== null && url.startsWith(start));
  const shownBy = (element: Element): string | undefined => {
    if (element instanceof HTMLImageElement) return [element.currentSrc, element.src].find(isIt);
    if (element instanceof HTMLVideoElement) return [element.poster, element.currentSrc].find(isIt);
    return element instanceof HTMLInputElement ? [element.src].find(isIt) : undefined;
  };

  let element: Element | undefined;
  const roots: (Document | ShadowRoot)[] = [document];
  for (let root = roots.shift(); root !== undefined && element === undefined; root = roots.shift()) {
    element = all(root, 'img, video, input[type="image"]').find((each) => shownBy(each) !== undefined);
    if (element === undefined)
      for (const { shadowRoot } of all(root, '*'))
        if (shadowRoot !== null && roots.length < MAX_LISTED) roots.push(shadowRoot);
  }

  const attribute = (of: Element | undefined, name: string) => of?.getAttribute(name) ?? '';
  const around: Element[] = [];
  for (let each = element?.parentElement; each != null && around.length < LEVELS_UP; each = each.parentElement)
    around.push(each);
  const link = around.find((each) => each instanceof HTMLAnchorElement && each.hasAttribute('href'));
  const picture = around.find((each) => each instanceof HTMLPictureElement);
  const kept = [element, link, picture].filter((each) => each !== undefined);
  const contents = (selector: string, name: string) =>
    all(document, selector)
      .slice(0, MAX_LISTED)
      .map((each) => attribute(each, name));

  const url = (element === undefined ? undefined : shownBy(element)) ?? address;
  const bytesOf = async (blob: Blob): Promise<string | null> => {
    if (blob.size > maxBytes) return null;
    const reader = new FileReader();
    const ended = new Promise((resolve) => reader.addEventListener('loadend', resolve));
    reader.readAsDataURL(blob);
    await ended;
    return typeof reader.result === 'string' ? reader.result.slice(reader.result.indexOf(',') + 1) : null;
  };
  /** Longest text handed on; a caption is shorter, and a comparison reads no more. */
  const MAX_TEXT = 2000;
  const textOf = (each: Element | null | undefined) => (each?.textContent ?? '').slice(0, MAX_TEXT);
  const figure = around.find((each) => each.localName === 'figure');
  const captions = [
    ...(figure === undefined ? [] : [...figure.getElementsByTagName('figcaption')]),
    ...around.flatMap((each) => [...each.getElementsByTagName('figcaption')]),
    ...around.flatMap((each) => [...each.children].filter((child) => /caption|credit/i.test(child.className))),
  ];
  const about = {
    captions: [...new Set(captions.slice(0, 3).map(textOf))],
    alt: attribute(element, 'alt').slice(0, MAX_TEXT),
    headline: contents('meta[property="og:title"]', 'content')[0] ?? document.title,
    authors: [
      ...contents('meta[name="author"], meta[property="article:author"]', 'content'),
      ...all(document, '[rel~="author"], [itemprop="author"]').slice(0, MAX_JSON_LD).map(textOf),
    ],
    published: [
      ...contents('meta[property="article:published_time"], meta[itemprop="datePublished"]', 'content'),
      ...contents(
        'time[itemprop="datePublished"], time[pubdate], article time[datetime], header time[datetime]',
        'datetime',
      ),
    ],
    modified: [
      ...contents('meta[property="article:modified_time"], meta[itemprop="dateModified"]', 'content'),
      ...contents('time[itemprop="dateModified"]', 'datetime'),
    ],
    language: document.documentElement.lang,
  };
  const inline = async () => (url.startsWith('blob:') ? bytesOf(await (await fetch(url)).blob()) : null);

  return {
    url,
    pageUrl: location.href,
    baseUrl: element?.baseURI ?? location.href,
    width: element instanceof HTMLImageElement ? element.naturalWidth : 0,
    src: element instanceof HTMLImageElement ? attribute(element, 'src') : '',
    srcset: attribute(element, 'srcset'),
    sources: [...(picture?.children ?? [])]
      .filter((each) => each instanceof HTMLSourceElement)
      .slice(0, MAX_LISTED)
      .map((each) => ({ type: attribute(each, 'type'), srcset: attribute(each, 'srcset') })),
    link:
      link === undefined
        ? null
        : { href: attribute(link, 'href'), type: attribute(link, 'type'), isDownload: link.hasAttribute('download') },
    attributes: kept
      .flatMap((each) => [...each.attributes])
      .filter(({ name }) => name.startsWith('data-'))
      .slice(0, MAX_LISTED)
      .map(({ value }) => value),
    social: [
      ...contents(
        'meta[property^="og:image"], meta[name^="twitter:image"], meta[property^="twitter:image"]',
        'content',
      ),
      ...contents('link[rel~="image_src"]', 'href'),
    ],
    jsonLd: all(document, 'script[type="application/ld+json"]')
      .slice(0, MAX_JSON_LD)
      .map((each) => each.textContent)
      .filter((text) => text.length <= MAX_JSON_LD_LENGTH),
    about,
    inline: await inline().catch(() => null),
  };
}
