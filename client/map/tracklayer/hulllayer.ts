/** True-scale outlines, where the hull is longer on the screen than the symbol. */
import { Geometry } from '@luma.gl/engine';
import { TAPER } from './hull.ts';
import { RowLayer, type Shading } from './rowlayer.ts';
import { RowFlag } from './rows.ts';
import { ROW_GLSL } from './shading.ts';

/** At zoom 0, CSS pixels; and how much longer a metre is at the poleward edge of Web Mercator. */
const EQUATOR_M_PER_PX = 78_271.5;
const MOST_STRETCHED = 12;

const VERTEX = /* glsl */ `\
#version 300 es
#define SHADER_NAME track-hulls-vertex
in vec3 positions; // across -1…1, along 0 stern … 1 stem, 0 at the edge and 1 in the middle
${ROW_GLSL}
out vec3 vColour;
out float vInside;
flat out float vOpacity;

void main(void) {
  vec4 style = floor(rowStyle * 255.0 + 0.5);
  float lengthM = rowHull.x + rowHull.y;
  float beamM = rowHull.z + rowHull.w;
  geometry.worldPosition = rowWorldPosition();
  float lengthPx = project_size_to_pixel(lengthM);
  bool chosen = float(gl_InstanceID) == tracks.selectedRow;
  bool shown = rowHas(style.z, ${RowFlag.visible.toFixed(1)}) || chosen;
  if (tracks.outlines == 0.0 || !shown || !rowHeads() || beamM <= 0.0 || lengthPx < tracks.symbolPx) {
    gl_Position = NOWHERE;
    return;
  }
  float middle = (rowHull.w - rowHull.z) * 0.5;
  vec2 hull = vec2(middle + positions.x * beamM * 0.5, mix(-rowHull.y, rowHull.x, positions.y));
  float heading = rowHeadingDeg() * DEG;
  vec2 metres = vec2(hull.x * cos(heading) + hull.y * sin(heading), hull.y * cos(heading) - hull.x * sin(heading));
  vInside = positions.z;
  vColour = rowColour.rgb;
  vOpacity = style.y >= 1.0 ? 0.5 : 1.0;
  gl_Position = rowClip(rowReckonedS(), metres);
}
`;

const FRAGMENT = /* glsl */ `\
#version 300 es
#define SHADER_NAME track-hulls-fragment
precision highp float;
in vec3 vColour;
in float vInside;
flat in float vOpacity;
out vec4 fragColor;
void main(void) {
  // Pixels from the edge: the first one is only half covered, which smooths the outline.
  float inside = vInside / fwidth(vInside);
  float line = 1.0 - smoothstep(1.6 * tracks.scale, 1.6 * tracks.scale + 1.0, inside);
  fragColor = vec4(vColour, mix(0.22, 0.95, line) * smoothstep(0.0, 1.0, inside) * vOpacity);
}
`;

export class HullLayer extends RowLayer {
  static override layerName = 'HullLayer';

  protected shading(): Shading {
    return SHADING;
  }

  protected override draws(_pass: number, { symbolPx }: Parameters<RowLayer['draws']>[1]): boolean {
    const metresPerPixel = EQUATOR_M_PER_PX / 2 ** this.context.viewport.zoom;
    return (this.props.upload.rows.longestHullM * MOST_STRETCHED) / metresPerPixel >= symbolPx;
  }
}

/** A fan around the middle, its triangles written out: each edge fades towards the inside. */
function fan(): Float32Array {
  const shoulder = 1 - TAPER;
  const corners: readonly (readonly [number, number])[] = [
    [0, 1],
    [1, shoulder],
    [1, 0],
    [-1, 0],
    [-1, shoulder],
  ];
  const triangles = corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length]!;
    return [...corner, 0, ...next, 0, 0, 0.5, 1];
  });
  return new Float32Array(triangles);
}

const SHADING: Shading = {
  vs: VERTEX,
  fs: FRAGMENT,
  geometry: new Geometry({
    topology: 'triangle-list',
    attributes: { positions: { size: 3, value: fan() } },
  }),
  passes: [0],
};
