/**
 * Course vectors, dashed, as long as the way made in the common vector time; and heading lines, solid and short
 * (SN.1/Circ.243/Rev.2: "path predictor" and "heading line").
 */
import { Geometry } from '@luma.gl/engine';
import { RowLayer, type Shading } from './rowlayer.ts';
import { RowFlag } from './rows.ts';
import { ROW_GLSL } from './shading.ts';

/** Draw calls. */
const HEADING = 0;
const COURSE = 1;

/** The longest vector of what flies, seconds of travel: with a ship's it would cross the screen. */
const ALOFT_VECTOR_S = 60;

/** A heading line begins at the symbol's tip and is this long, shares of the symbol. */
const HEADING_FROM = 0.44;
const HEADING_TO = 1.0;

/** Where symbols are smaller than this they stand too close for heading lines. */
const ROOMY_PX = 17;

const flag = (name: keyof typeof RowFlag): string => RowFlag[name].toFixed(1);

const VERTEX = /* glsl */ `\
#version 300 es
#define SHADER_NAME track-vectors-vertex
in vec2 positions; // along 0…1, across -1…1
${ROW_GLSL}
out vec3 vColour;
out vec2 vLine; // pixels along and across
flat out vec2 vKind; // dashed, opacity

void main(void) {
  vec4 style = floor(rowStyle * 255.0 + 0.5);
  float row = float(gl_InstanceID);
  bool chosen = row == tracks.selectedRow || row == tracks.hoveredRow;
  bool course = tracks.pass == ${COURSE.toFixed(1)};
  bool roomy = tracks.symbolPx > ${ROOMY_PX.toFixed(1)} * tracks.scale;
  bool known = course ? rowHas(style.z, ${flag('underway')}) && tracks.vectorS > 0.0
                      : rowHeads() && (rowHas(style.z, ${flag('underway')}) && roomy || chosen);
  if (!known || style.y >= 2.0 || !rowHas(style.z, ${flag('visible')}) && !chosen) {
    gl_Position = NOWHERE;
    return;
  }
  float reckonedS = rowReckonedS();
  vec4 from = rowClip(reckonedS, vec2(0.0));
  vec2 along;
  float lengthPx;
  float startPx = 0.0;
  if (course) {
    float vectorS = rowHas(style.z, ${flag('aloft')}) ? min(tracks.vectorS, ${ALOFT_VECTOR_S.toFixed(1)}) : tracks.vectorS;
    vec2 way = clipToPixels(rowClip(reckonedS + vectorS, vec2(0.0))) - clipToPixels(from);
    lengthPx = length(way);
    along = way / max(lengthPx, 0.001);
    startPx = tracks.symbolPx * 0.3;
    if (lengthPx < tracks.symbolPx * 0.55) {
      gl_Position = NOWHERE;
      return;
    }
  } else {
    along = vec2(sin(rowHeadingDeg() * DEG), cos(rowHeadingDeg() * DEG));
    startPx = tracks.symbolPx * ${HEADING_FROM.toFixed(2)};
    lengthPx = tracks.symbolPx * ${HEADING_TO.toFixed(2)};
  }
  float halfPx = (course ? 0.85 : 0.6) * tracks.scale * (chosen ? 1.35 : 1.0);
  vec2 across = vec2(-along.y, along.x);
  float reach = halfPx + 1.0;
  float at = mix(startPx, lengthPx, positions.x);
  vLine = vec2(at, positions.y * reach / halfPx);
  vKind = vec2(course ? 1.0 : 0.0, (style.y == 1.0 ? 0.5 : 0.9) * (chosen ? 1.0 : 0.85));
  vColour = rowColour.rgb;
  gl_Position = shiftedByPixels(from, along * at + across * positions.y * reach);
}
`;

const FRAGMENT = /* glsl */ `\
#version 300 es
#define SHADER_NAME track-vectors-fragment
precision highp float;
in vec3 vColour;
in vec2 vLine;
flat in vec2 vKind;
out vec4 fragColor;
void main(void) {
  float edge = fwidth(vLine.y);
  float coverage = 1.0 - smoothstep(1.0 - edge * 0.5, 1.0 + edge * 0.5, abs(vLine.y));
  float dash = 8.0 * tracks.scale;
  if (vKind.x > 0.5) coverage *= step(mod(vLine.x, dash), dash * 0.62);
  coverage *= vKind.y;
  if (coverage < 0.01) discard;
  fragColor = vec4(vColour, coverage);
}
`;

export class VectorLayer extends RowLayer {
  static override layerName = 'VectorLayer';

  protected shading(): Shading {
    return SHADING;
  }

  protected override draws(pass: number, uniforms: Parameters<RowLayer['draws']>[1]): boolean {
    if (pass === COURSE) return uniforms.vectorS > 0;
    const isChosen = uniforms.selectedRow >= 0 || uniforms.hoveredRow >= 0;
    return isChosen || uniforms.symbolPx > ROOMY_PX * uniforms.scale;
  }
}

const SHADING: Shading = {
  vs: VERTEX,
  fs: FRAGMENT,
  geometry: new Geometry({
    topology: 'triangle-strip',
    attributes: { positions: { size: 2, value: new Float32Array([0, -1, 0, 1, 1, -1, 1, 1]) } },
  }),
  passes: [HEADING, COURSE],
};
