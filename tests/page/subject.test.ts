import { describe, expect, it } from 'vitest';
import { fileNameOf } from '../../lib/page/subject.ts';

describe('fileNameOf', () => {
  it.each([
    ['https://a.example/x/caf%C3%A9.jpg?w=2#t', 'café.jpg'],
    ['https://a.example/x/%E0%A4%A.jpg', '%E0%A4%A.jpg'],
    ['https://a.example/', ''],
    ['data:image/png;base64,AA/AA', ''],
    ['blob:https://a.example/0d0b', ''],
  ])('of %s is %s', (url, name) => {
    expect(fileNameOf(url)).toBe(name);
  });
});
