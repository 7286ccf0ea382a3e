/**
 * Whether a page asks for no badges: `<meta name="whence" content="no-badges">`. It hides nothing from the person, who
 * has everything in the popup and may still ask about each medium. Also run by `scripting.executeScript`, so it stands on
 * its own.
 */
export function isOptedOut(): boolean {
  return document.querySelector('meta[name="whence"][content="no-badges"]') !== null;
}
