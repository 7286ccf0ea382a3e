import { expect, it } from 'vitest';
import { pixelStyles } from '../../lib/page/pixel-styles.ts';

it('turns rem lengths into pixels and leaves the rest alone', () => {
  expect(pixelStyles('a { font: .75rem/1rem x; padding: 1.375rem 2px; --theorem: remote; }')).toBe(
    'a { font: 12px/16px x; padding: 22px 2px; --theorem: remote; }',
  );
});
