import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Hull } from '../../../client/ui/Hull.tsx';
import { curvePath, LineChart, roundTop } from '../../../client/ui/LineChart.tsx';
import { Rose } from '../../../client/ui/Rose.tsx';

describe('a curve', () => {
  test('runs from left to right and from zero to the top', () => {
    const points = [
      { atMs: 1000, value: 0 },
      { atMs: 2000, value: 5 },
      { atMs: 3000, value: 10 },
    ];
    expect(curvePath(points, 10, 5000, 100, 50)).toBe('M0.0 50.0L50.0 25.0L100.0 0.0');
  });

  test('is broken where nothing was measured', () => {
    const points = [
      { atMs: 0, value: 1 },
      { atMs: 1000, value: 1 },
      { atMs: 9000, value: 1 },
      { atMs: 10_000, value: 1 },
    ];
    expect(curvePath(points, 1, 4000, 100, 10).match(/M/g)).toHaveLength(2);
  });

  test('has a round top that no value exceeds', () => {
    expect([0, 0.3, 1, 42, 51, 1200].map(roundTop)).toEqual([1, 0.5, 1, 50, 100, 2000]);
  });

  test('says in words what it shows', () => {
    const html = renderToStaticMarkup(
      <LineChart label="42 messages a second" points={[]} gapMs={1000} write={String} />,
    );
    expect(html).toContain('role="img" aria-label="42 messages a second"');
  });
});

test('a hull without extent is not drawn', () => {
  const hull = (length: number): string =>
    renderToStaticMarkup(<Hull label="hull" toBowM={length} toSternM={0} toPortM={10} toStarboardM={12} />);
  expect(hull(0)).toBe('');
  expect(hull(120)).toContain('hull-antenna');
});

test('a rose without a heading draws a point, not a hull pointing north', () => {
  const html = renderToStaticMarkup(<Rose label="rose" headingDeg={undefined} courseDeg={62} />);
  expect(html).toContain('rotate(62)');
  expect(html).toContain('<circle r="4" class="rose-hull"');
});
