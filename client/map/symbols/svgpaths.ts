/** The paths of an icon's SVG text. */
export interface SvgPath {
  readonly d: string;
  readonly rule: CanvasFillRule;
}

/** Every `<path>` in order, with its fill rule; other elements are not looked at. */
export function pathsOf(svg: string): SvgPath[] {
  const paths: SvgPath[] = [];
  for (const [element] of svg.matchAll(/<path\b[^>]*>/g)) {
    const d = /\sd="([^"]*)"/.exec(element)?.[1];
    if (d === undefined) continue;
    paths.push({ d, rule: /fill-rule="evenodd"/.test(element) ? 'evenodd' : 'nonzero' });
  }
  return paths;
}
