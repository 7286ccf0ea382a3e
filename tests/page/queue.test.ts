import { describe, expect, it } from 'vitest';
import { type Urgency, compareUrgency, createQueue } from '../../lib/page/queue.ts';

interface Entry extends Urgency {
  readonly name: string;
}

function entry(name: string, urgency: Partial<Urgency> = {}): Entry {
  return { name, isAsked: false, isInView: false, round: 0, order: 0, ...urgency };
}

/** A queue whose entries end when told to. */
function setUp(limit: number) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const queue = createQueue<Entry>(
    limit,
    (each) => each,
    ({ name }) => {
      started.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    },
  );
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { queue, started, end };
}

describe('compareUrgency', () => {
  it('goes by asked, then in view, then newest round, then order', () => {
    const entries = [
      entry('late', { order: 2 }),
      entry('early', { order: 1 }),
      entry('newer', { round: 1, order: 9 }),
      entry('seen', { isInView: true, order: 5 }),
      entry('asked', { isAsked: true, order: 7 }),
    ];
    expect(entries.sort(compareUrgency).map(({ name }) => name)).toEqual(['asked', 'seen', 'newer', 'early', 'late']);
  });
});

describe('createQueue', () => {
  it('never runs more than its limit at once', async () => {
    const { queue, started, end } = setUp(2);
    for (const name of ['a', 'b', 'c', 'd']) queue.add(entry(name, { order: started.length }));
    expect(started).toEqual(['a', 'b']);
    await end('a');
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('reads urgency when a place comes free', async () => {
    const { queue, started, end } = setUp(1);
    queue.add(entry('first'));
    queue.add(entry('far', { order: 1 }));
    queue.add(entry('near', { order: 2, isInView: true }));
    await end('first');
    expect(started).toEqual(['first', 'near']);
  });

  it('starts nothing while paused, and goes on afterwards', async () => {
    const { queue, started, end } = setUp(1);
    queue.add(entry('a'));
    queue.pause();
    queue.add(entry('b'));
    await end('a');
    expect(started).toEqual(['a']);
    queue.resume();
    expect(started).toEqual(['a', 'b']);
  });

  it('forgets what was dropped', async () => {
    const { queue, started, end } = setUp(1);
    const gone = entry('gone');
    queue.add(entry('a'));
    queue.add(gone);
    queue.drop(gone);
    await end('a');
    expect(started).toEqual(['a']);
  });
});
