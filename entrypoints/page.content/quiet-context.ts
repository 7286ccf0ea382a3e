import { ContentScriptContext } from 'wxt/utils/content-script-context';

/*
 * WXT's wrapper announces each content script with `window.postMessage` and a DOM event that carry the extension's
 * id, and ends a running one when it hears the same event again. A page can hear it, and so know who is there, and
 * send it, and so switch Whence off. Whence finds its earlier self in its own world instead.
 */
ContentScriptContext.prototype.stopOldScripts = () => {};
ContentScriptContext.prototype.listenForNewerScripts = () => {};
