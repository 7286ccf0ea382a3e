/**
 * What a page says of its use and of the rights in one medium it shows. Run in the page's frame by
 * `scripting.executeScript`, so it must stand on its own: everything it calls is inside it. What it answers is the
 * page's word.
 *
 * @param address of the medium, as lists carry it.
 */
export function readPageRights(address: string): object {
  /** Elements of one kind looked at, and the longest texts handed on. */
  const MAX_LISTED = 8;
  const MAX_ELEMENTS = 20_000;
  const MAX_DATA = 200;
  const MAX_SCRIPT = 512 * 1024;
  const MAX_TEXT = 2000;
  /** A form may carry fields named like the document's own methods; the prototype's cannot be hidden. */
  const all = (selector: string, most: number): readonly Element[] => {
    const found: NodeListOf<Element> = Reflect.apply(Document.prototype.querySelectorAll, document, [selector]);
    return [...found].slice(0, most);
  };
  const text = (element: Element, name: string) => (element.getAttribute(name) ?? '').slice(0, MAX_TEXT);
  const meta = (name: string) => all(`meta[name="${name}" i]`, MAX_LISTED).map((each) => text(each, 'content'));
  const scripts = (type: string) =>
    all(`script[type="${type}"]`, MAX_LISTED)
      .map((each) => each.textContent)
      .filter((content) => content.length <= MAX_SCRIPT);

  /** The microdata about the medium, as the JSON-LD it stands for: the properties of the item it is inside of. */
  const shown = all('img, video, audio, source', MAX_ELEMENTS).find(
    (each) =>
      (each instanceof HTMLImageElement || each instanceof HTMLMediaElement) &&
      (each.currentSrc === address || each.src === address),
  );
  const scope = shown?.closest('[itemscope][itemtype]') ?? null;
  const item: Record<string, unknown> = { '@type': scope === null ? '' : text(scope, 'itemtype'), contentUrl: address };
  for (const each of scope === null ? [] : [...scope.querySelectorAll('[itemprop]')].slice(0, 64)) {
    if (each.parentElement?.closest('[itemscope]') !== scope) continue;
    const value = ['content', 'href', 'src'].map((name) => text(each, name)).find((said) => said !== '');
    const name = text(each, 'itemprop');
    if (name !== 'contentUrl' && name !== 'url') item[name] = value ?? each.textContent.trim().slice(0, MAX_TEXT);
  }

  return {
    address: location.href,
    robots: meta('robots'),
    tdmReservation: meta('tdm-reservation')[0] ?? null,
    tdmPolicy: meta('tdm-policy')[0] ?? null,
    licenses: all('link[rel~="license" i], a[rel~="license" i]', MAX_LISTED).map((each) => ({
      href: text(each, 'href'),
      type: text(each, 'type'),
    })),
    rsl: scripts('application/rsl+xml'),
    platformData: all('script[type="application/json"]', MAX_DATA)
      .map((each) => each.textContent)
      .filter(
        (content) => content.length <= MAX_SCRIPT && /"(?:aigc_?label_?type|gen_ai_detection_method)"/i.test(content),
      )
      .slice(0, MAX_LISTED),
    nid: shown?.closest('capture-eye')?.getAttribute('nid')?.slice(0, MAX_TEXT) ?? null,
    jsonLd: [...scripts('application/ld+json'), ...(scope === null ? [] : [JSON.stringify(item)])],
  };
}
