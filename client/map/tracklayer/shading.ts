/** What the shaders of all layers over the rows share: the uniforms, the record's layout, the dead reckoning. */
import { MAX_EXTRAPOLATION_S } from '../../../proto/domain/motion.ts';
import { RECORD_WORDS, Word } from './rows.ts';

/** One frame's values. Sizes in CSS pixels, colours 0…1. */
export interface TracksUniforms {
  /** Seconds since the rows' base. */
  nowS: number;
  symbolPx: number;
  /** Of what is urgent, selected or pointed at: never smaller in a crowd. */
  foremostPx: number;
  /** Rows, or -1. */
  selectedRow: number;
  hoveredRow: number;
  /** Travel time of a course vector, seconds; 0 draws none. */
  vectorS: number;
  /** What this draw call of several is to draw; each layer has its own meanings. */
  pass: number;
  scale: number;
  /** 0 hides true-scale outlines. */
  outlines: number;
  /** 0 hides ellipses but those of the selected track and of what people reported. */
  ellipses: number;
  halo: readonly [number, number, number, number];
  ink: readonly [number, number, number, number];
  selection: readonly [number, number, number, number];
}

const UNIFORM_BLOCK = /* glsl */ `\
layout(std140) uniform tracksUniforms {
  float nowS;
  float symbolPx;
  float foremostPx;
  float selectedRow;
  float hoveredRow;
  float vectorS;
  float pass;
  float scale;
  float outlines;
  float ellipses;
  vec4 halo;
  vec4 ink;
  vec4 selection;
} tracks;
`;

/** The uniform block `tracks`, and in the vertex shader the record's attributes and functions. */
export const tracksModule = {
  name: 'tracks',
  vs: UNIFORM_BLOCK,
  fs: UNIFORM_BLOCK,
  uniformTypes: {
    nowS: 'f32',
    symbolPx: 'f32',
    foremostPx: 'f32',
    selectedRow: 'f32',
    hoveredRow: 'f32',
    vectorS: 'f32',
    pass: 'f32',
    scale: 'f32',
    outlines: 'f32',
    ellipses: 'f32',
    halo: 'vec4<f32>',
    ink: 'vec4<f32>',
    selection: 'vec4<f32>',
  },
} as const;

/** To be pasted into every vertex shader over the rows. */
export const ROW_GLSL = /* glsl */ `\
in vec2 rowHigh;
in vec2 rowLow;
in vec2 rowVelocity;
in vec4 rowAngles; // observedS, course, direction, heading
in vec4 rowHull;   // to bow, to stern, to port, to starboard
in vec4 rowStyle;  // glyph, life, flags, reckoned-after seconds; each / 255
in vec4 rowColour;
in vec3 rowEllipse; // semi-major and semi-minor axis, metres; direction of the major one
in vec4 rowSign;    // glyph, three spare; each / 255

const float DEG = 0.017453292519943295;

bool rowHas(float flags, float flag) { return mod(floor(flags / flag), 2.0) >= 1.0; }

// Seconds since the report, and the share of them for which the ship is moved on (proto/domain/motion.ts).
float rowAgeS() { return tracks.nowS - rowAngles.x; }
float rowReckonedS() { return clamp(rowAgeS(), 0.0, ${MAX_EXTRAPOLATION_S.toFixed(1)}); }

// Clip position of the row after 'seconds' from its report, shifted by metres east and north. The shift joins the
// low part wherever the projection adds high and low, so that it keeps its precision at high zoom.
vec4 rowClip(float seconds, vec2 metres) {
  geometry.worldPosition = vec3(rowHigh, 0.0);
  vec2 moved = rowVelocity * seconds;
  vec3 offset = vec3(project_size(metres), 0.0);
  bool addsLow = project.projectionMode == PROJECTION_MODE_WEB_MERCATOR_AUTO_OFFSET
    && abs(rowHigh.y - project.coordinateOrigin.y) <= 0.25;
  vec2 high = addsLow ? rowHigh : rowHigh + moved;
  vec2 low = addsLow ? rowLow + moved : rowLow;
  return project_position_to_clipspace(vec3(high, 0.0), vec3(low, 0.0), offset);
}

// Pixels, x right and y up, between two clip positions.
vec2 clipToPixels(vec4 clip) { return clip.xy / clip.w * project.viewportSize / project.devicePixelRatio * 0.5; }

vec4 shiftedByPixels(vec4 clip, vec2 pixels) {
  return vec4(clip.xy + pixels * 2.0 * project.devicePixelRatio / project.viewportSize * clip.w, clip.zw);
}

const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);
`;

export const ROW_BUFFER_LAYOUT = {
  name: 'rows',
  stepMode: 'instance',
  byteStride: RECORD_WORDS * 4,
  attributes: [
    { attribute: 'rowHigh', format: 'float32x2', byteOffset: Word.lonHigh * 4 },
    { attribute: 'rowLow', format: 'float32x2', byteOffset: Word.lonLow * 4 },
    { attribute: 'rowVelocity', format: 'float32x2', byteOffset: Word.lonVelocity * 4 },
    { attribute: 'rowAngles', format: 'float32x4', byteOffset: Word.observedS * 4 },
    { attribute: 'rowHull', format: 'float32x4', byteOffset: Word.toBowM * 4 },
    { attribute: 'rowStyle', format: 'unorm8x4', byteOffset: Word.style * 4 },
    { attribute: 'rowColour', format: 'unorm8x4', byteOffset: Word.colour * 4 },
    { attribute: 'rowEllipse', format: 'float32x3', byteOffset: Word.semiMajorM * 4 },
    { attribute: 'rowSign', format: 'unorm8x4', byteOffset: Word.sign * 4 },
  ],
} as const;
