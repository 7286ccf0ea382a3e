import wasmUrl from '@contentauth/c2pa-wasm/c2pa.wasm?url';
import type { SearchScope } from '../../lib/platform/search-worker.ts';
import { startSearch } from '../../lib/platform/start-search.ts';

startSearch(self as unknown as SearchScope, wasmUrl);
