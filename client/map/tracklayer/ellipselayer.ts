/** 95 % ellipses: where a thing is with that chance, where that is wider than its symbol. */
import { Geometry } from '@luma.gl/engine';
import { Glyph } from '../symbols/glyph.ts';
import { RowLayer, type Shading } from './rowlayer.ts';
import { RowFlag } from './rows.ts';
import { ROW_GLSL } from './shading.ts';

/** The quad reaches a little beyond the ellipse, for the line's own width. */
const MARGIN = 1.06;

const VERTEX = /* glsl */ `\
#version 300 es
#define SHADER_NAME track-ellipses-vertex
in vec2 positions;
${ROW_GLSL}
out vec2 vUnit;
out vec3 vColour;
flat out float vStrength;

void main(void) {
  vec4 style = floor(rowStyle * 255.0 + 0.5);
  bool chosen = float(gl_InstanceID) == tracks.selectedRow;
  bool shown = rowHas(style.z, ${RowFlag.visible.toFixed(1)}) || chosen;
  bool always = chosen || style.x == ${Glyph.reported.toFixed(1)};
  geometry.worldPosition = rowWorldPosition();
  vec3 ellipse = rowEllipseM();
  bool wide = project_size_to_pixel(ellipse.x) > tracks.symbolPx * 0.5;
  if (!shown || ellipse.x <= 0.0 || !wide || !(always || tracks.ellipses == 1.0)) {
    gl_Position = NOWHERE;
    return;
  }
  vUnit = positions * ${MARGIN.toFixed(2)};
  vec2 along = vec2(sin(ellipse.z * DEG), cos(ellipse.z * DEG));
  vec2 across = vec2(along.y, -along.x);
  vec2 metres = along * vUnit.y * ellipse.x + across * vUnit.x * ellipse.y;
  vColour = rowColour.rgb;
  vStrength = chosen ? 1.0 : style.y >= 1.0 ? 0.45 : 0.7;
  gl_Position = rowClip(rowReckonedS(), metres);
}
`;

const FRAGMENT = /* glsl */ `\
#version 300 es
#define SHADER_NAME track-ellipses-fragment
precision highp float;
in vec2 vUnit;
in vec3 vColour;
flat in float vStrength;
out vec4 fragColor;
void main(void) {
  float radius = length(vUnit);
  float off = (radius - 1.0) / fwidth(radius);
  float line = 1.0 - smoothstep(0.6 * tracks.scale, 0.6 * tracks.scale + 1.0, abs(off));
  float inside = 1.0 - smoothstep(0.0, 1.0, off);
  fragColor = vec4(vColour, max(line * 0.8, inside * 0.06) * vStrength);
}
`;

export class EllipseLayer extends RowLayer {
  static override layerName = 'EllipseLayer';

  protected shading(): Shading {
    return SHADING;
  }

  protected override draws(): boolean {
    return this.props.upload.rows.motion.widestEllipseM > 0;
  }
}

const SHADING: Shading = {
  vs: VERTEX,
  fs: FRAGMENT,
  geometry: new Geometry({
    topology: 'triangle-strip',
    attributes: { positions: { size: 2, value: new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]) } },
  }),
  passes: [0],
};
