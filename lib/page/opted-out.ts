/**
 * Whether a page asks for no badges: `<meta name="whence" content="no-badges">`, in capitals or not, as names of `meta`
 * are read (https://html.spec.whatwg.org/#attr-meta-name). It hides nothing from the person, who has everything in the
 * popup and may still ask about each medium. Each frame asks for itself; the popup tells what the outermost one asks.
 * Also run by `scripting.executeScript`, so it stands on its own.
 */
export function isOptedOut(): boolean {
  return document.querySelector('meta[name="whence" i][content="no-badges" i]') !== null;
}
