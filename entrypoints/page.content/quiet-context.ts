/**
 * Stands in for the context that WXT gives each content script (see wxt.config.ts). WXT's own announces the script with
 * `window.postMessage` and a DOM event that carry the extension's id, and ends a running one when it hears the same
 * event again: a page can hear it, and so know who is there, and send it, and so switch Whence off. Whence finds its
 * earlier self in its own world instead, and uses nothing of the rest.
 */
export const ContentScriptContext = Object;
