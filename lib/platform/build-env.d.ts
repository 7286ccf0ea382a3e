/** Whence's version, written in by the build. */
declare const __WHENCE_VERSION__: string;
