/**
 * An expression that makes every text of a page as long as the longest translations are, with accents above and below
 * and brackets at both ends (a pseudo-locale), and answers those elements that cannot show theirs: cut off, or wider
 * than the page.
 * @param share how much longer, 0.4 for 40 %.
 */
export function stretchWords(share: number): string {
  return `(() => {
    const accented = { a: 'ắ', e: 'ệ', i: 'ị', o: 'ộ', u: 'ự', c: 'ç', n: 'ñ', s: 'ş', y: 'ỹ', A: 'Ǻ', E: 'Ế', I: 'Ị', O: 'Ộ', U: 'Ữ' };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      // Names are as long as they are, and what only screen readers see is cut on purpose.
      const isName = parentElement.closest('bdi, .mono, .host, .hidden-visually') !== null;
      if (!isName && data.trim().length > 1) texts.push(walker.currentNode);
    }
    for (const text of texts) {
      const words = text.data.trim().split(/\\s+/);
      const more = [];
      for (let length = 0; length < text.data.trim().length * ${share}; length += more.at(-1).length + 1)
        more.push(words[more.length % words.length]);
      text.data = '⟦' + [...words, ...more].join(' ').replace(/[a-zA-Z]/g, (letter) => accented[letter] ?? letter) + '⟧';
    }
    const faults = [];
    const root = document.scrollingElement;
    if (root.scrollWidth > root.clientWidth) faults.push('the page scrolls sideways: ' + root.scrollWidth);
    for (const text of texts) {
      const element = text.parentElement;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || !element.checkVisibility()) continue;
      for (let outer = element; outer !== null && outer !== root; outer = outer.parentElement) {
        const style = getComputedStyle(outer);
        if (style.position === 'absolute' && outer.clientWidth <= 1) break;
        const isCut = ['hidden', 'clip'].includes(style.overflowX) && outer.scrollWidth > outer.clientWidth + 1;
        const isCutBelow = ['hidden', 'clip'].includes(style.overflowY) && outer.scrollHeight > outer.clientHeight + 1;
        if (isCut || isCutBelow) faults.push(outer.className + ' cuts ' + text.data);
        const inside = outer.getBoundingClientRect();
        if (/button|th|td|h1|h2|p|li/i.test(outer.tagName) && (box.right > inside.right + 2 || box.left < inside.left - 2))
          faults.push(outer.tagName + '.' + outer.className + ' is too narrow for ' + text.data);
      }
    }
    return { texts: texts.length, faults: [...new Set(faults)] };
  })()`;
}
