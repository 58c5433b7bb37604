/** The paths of signs, each made once: signs are painted in every frame. */
const drawn = new Map<string, Path2D>();

/** @param d an SVG path of the tables of signs: none is ever forgotten */
export function pathOf(d: string): Path2D {
  let path = drawn.get(d);
  if (path === undefined) {
    path = new Path2D(d);
    drawn.set(d, path);
  }
  return path;
}
