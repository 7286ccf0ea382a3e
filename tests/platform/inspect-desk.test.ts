import { beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../lib/model/report.ts';
import { InspectDesk, MAX_SUBJECTS, type Subject } from '../../lib/platform/inspect-desk.ts';
import { REPORT } from '../cache/sample-report.ts';

interface Reading {
  readonly subject: Subject;
  readonly answer: (report: Report) => void;
}

let readings: Reading[];
let desk: InspectDesk;
let changes: number;

beforeEach(() => {
  readings = [];
  changes = 0;
  const look = (subject: Subject): Promise<Report> => new Promise((answer) => void readings.push({ subject, answer }));
  desk = new InspectDesk(look, () => void (changes += 1));
});

const file = (name: string, type = '') => ({ file: new File(['x'], name, { type }), name });
const states = (): readonly string[] => desk.subjects.map(({ name, state }) => `${name} ${state}`);

/** Answers the oldest open reading, and lets what follows from it happen. */
async function answerNext(): Promise<void> {
  readings.shift()?.answer(REPORT);
  await Promise.resolve();
  await Promise.resolve();
}

describe('the list of what a person brought', () => {
  it('reads two at a time, in order, to the last', async () => {
    desk.addFiles(['a', 'b', 'c'].map((name) => file(name)));
    expect(states()).toEqual(['a reading', 'b reading', 'c waiting']);
    await answerNext();
    expect(states()).toEqual(['a read', 'b reading', 'c reading']);
    await answerNext();
    await answerNext();
    expect(states()).toEqual(['a read', 'b read', 'c read']);
    expect(desk.subjects.every(({ report }) => report === REPORT)).toBe(true);
    expect(changes).toBeGreaterThan(3);
  });

  it('stops what waits, ends what is being read, and reads again what is asked for', async () => {
    desk.addFiles(['a', 'b', 'c'].map((name) => file(name)));
    desk.stop();
    expect(states()).toEqual(['a reading', 'b reading', 'c stopped']);
    await answerNext();
    expect(readings).toHaveLength(1);
    desk.readAgain(3);
    expect(states()).toEqual(['a read', 'b reading', 'c reading']);
  });

  it('counts bytes: of a file once it is read, of an address none before its size is known', async () => {
    desk.addFiles([{ file: new File(['x'.repeat(900)], 'large'), name: 'large' }, file('small')]);
    desk.addAddress('https://images.example/a.jpg');
    expect(desk.progress).toEqual({ read: 0, all: 901 });
    await answerNext();
    expect(desk.progress).toEqual({ read: 900, all: 901 });
    await answerNext();
    expect(desk.progress).toEqual({ read: 901, all: 901 });
    readings.shift()?.answer({ ...REPORT, size: 50 });
    await Promise.resolve();
    await Promise.resolve();
    expect(desk.progress).toEqual({ read: 951, all: 951 });
    desk.readAgain(1);
    expect(desk.progress).toEqual({ read: 51, all: 951 });
  });

  it('says of what the engine never came to that it was not read', async () => {
    const broken = new InspectDesk(
      () => Promise.reject(new Error('no engine')),
      () => {},
    );
    broken.addFiles([file('a')]);
    await answerNext();
    expect(broken.subjects[0]).toMatchObject({ state: 'stopped', report: null });
  });

  it('forgets what is removed while it is read', async () => {
    desk.addFiles([file('a')]);
    desk.remove(1);
    await answerNext();
    expect(desk.subjects).toEqual([]);
  });

  it('holds so many, and tells how many it left out', () => {
    desk.addFiles(
      Array.from({ length: MAX_SUBJECTS + 7 }, (_, index) => file(`${index}`)),
      5,
    );
    desk.addAddress('https://a.example/');
    expect(desk.subjects).toHaveLength(MAX_SUBJECTS);
    expect(desk.leftOut).toBe(13);
    for (const { id } of desk.subjects) desk.remove(id);
    expect(desk.leftOut).toBe(0);
  });

  it('takes a kind from the type alone, as decoders are run on pictures', () => {
    desk.addFiles([
      file('a.png', 'image/png'),
      file('b', 'video/mp4'),
      file('c.png', 'text/html'),
      { file: null, name: 'd' },
    ]);
    expect(desk.subjects.map(({ kind }) => kind)).toEqual(['image', 'video', 'document', 'document']);
  });
});
