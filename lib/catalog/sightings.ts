import type { Mark, Sighting } from '../model/work.ts';
import type { CatalogConnection } from './connection.ts';

/** Where a work was seen. */
export type Seen = Pick<Sighting, 'work' | 'page' | 'pageTitle' | 'picture' | 'match'>;

/** Sightings kept of one work; of more, the one that was not seen for longest goes, unless the person marked it. */
const MAX_SIGHTINGS = 500;

/** Where the person's works were seen, and what the person said of it. */
export class Sightings {
  readonly #connection: CatalogConnection;
  readonly #now: () => number;

  constructor(connection: CatalogConnection, now: () => number = Date.now) {
    this.#connection = connection;
    this.#now = now;
  }

  /** Keeps that a work was seen, or was seen again. @returns the sighting; `null` where the work is gone. */
  async see(seen: Seen): Promise<Sighting | null> {
    return this.#connection.change(async ({ objectStore }) => {
      if ((await objectStore('works').getKey(seen.work)) === undefined) return null;
      const sightings = objectStore('sightings');
      const id = JSON.stringify([seen.work, seen.page, seen.picture]);
      const now = new Date(this.#now()).toISOString();
      const before = await sightings.get(id);
      const mark = before?.mark ?? null;
      const sighting: Sighting = { ...seen, id, firstSeen: before?.firstSeen ?? now, lastSeen: now, mark };
      if (before === undefined)
        await makeRoom(await sightings.index('work').getAll(seen.work), (key) => sightings.delete(key));
      await sightings.put(sighting);
      return sighting;
    });
  }

  /** Puts back what was exported, unless it was seen here since. Nothing where the work is gone. */
  async restore(sighting: Sighting): Promise<void> {
    await this.#connection.change(async ({ objectStore }) => {
      const isHere = (await objectStore('sightings').getKey(sighting.id)) !== undefined;
      const isOfWork = (await objectStore('works').getKey(sighting.work)) !== undefined;
      if (!isHere && isOfWork) await objectStore('sightings').put(sighting);
    });
  }

  /** What the person says of a sighting; `null` takes it back. */
  async mark(id: string, mark: Mark | null): Promise<void> {
    await this.#connection.change(async ({ objectStore }) => {
      const sighting = await objectStore('sightings').get(id);
      if (sighting !== undefined) await objectStore('sightings').put({ ...sighting, mark });
    });
  }

  async has(id: string): Promise<boolean> {
    return (await (await this.#connection.open()).getKey('sightings', id)) !== undefined;
  }

  async forget(id: string): Promise<void> {
    await this.#connection.change(async ({ objectStore }) => await objectStore('sightings').delete(id));
  }

  /** @returns sightings, last seen first. @param work of one work; `null`: of all */
  async list(work: string | null, most: number): Promise<readonly Sighting[]> {
    const database = await this.#connection.open();
    if (work !== null) {
      const all = await database.getAllFromIndex('sightings', 'work', work);
      return all.sort((a, b) => (a.lastSeen < b.lastSeen ? 1 : -1)).slice(0, most);
    }
    const found: Sighting[] = [];
    let cursor = await database.transaction('sightings').store.index('lastSeen').openCursor(null, 'prev');
    for (; cursor !== null && found.length < most; cursor = await cursor.continue()) found.push(cursor.value);
    return found;
  }

  /** What the person said of a work on a page, or on the whole site of it. */
  async markOf(work: string, page: string, picture: string): Promise<Mark | null> {
    const all = await (await this.#connection.open()).getAllFromIndex('sightings', 'work', work);
    return markAmong(all, page, picture);
  }
}

/** A sighting the person marked for the site of a page holds for all its pages; one for the page, for that. */
function markAmong(all: readonly Sighting[], page: string, picture: string): Mark | null {
  const here = all.find((each) => each.page === page && each.picture === picture);
  if (here?.mark != null) return here.mark;
  const { host } = URL.parse(page) ?? { host: '' };
  const ofSite = all.find(({ mark, page: other }) => mark === 'licensed-site' && URL.parse(other)?.host === host);
  const ofPage = all.find(({ mark, page: other }) => mark === 'licensed-page' && other === page);
  const ofPicture = all.find((each) => each.mark === 'not-mine' && each.picture === picture);
  return (ofPicture ?? ofPage ?? ofSite)?.mark ?? null;
}

async function makeRoom(all: readonly Sighting[], forget: (id: string) => Promise<void>): Promise<void> {
  if (all.length < MAX_SIGHTINGS) return;
  const [oldest] = all.filter(({ mark }) => mark === null).sort((a, b) => (a.lastSeen < b.lastSeen ? -1 : 1));
  if (oldest !== undefined) await forget(oldest.id);
}
