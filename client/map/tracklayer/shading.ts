/** What the shaders of all layers over the rows share: the uniforms, the record's layout, the dead reckoning. */
import {
  AXIS_OCTAVES_A_STEP,
  DEGREE_STEPS,
  DIRECTION_DEG_A_STEP,
  U16_ABSENT,
} from '../../../proto/codec/quantise.ts';
import { DEG_PER_KNOT_SECOND, LEAST_COS_LAT, MAX_EXTRAPOLATION_S } from '../../../proto/domain/motion.ts';
import { MOTION_BYTES, MotionByte, TIME_STEP_MS } from '../../store/motionrecord.ts';
import { LOOK_WORDS, Look, RowFlag } from './rows.ts';

/** One frame's values. Sizes in CSS pixels, colours 0…1. */
export interface TracksUniforms {
  /** Of the picture's time since the records' origin: whole steps, and the seconds beyond. */
  nowSteps: number;
  nowRestS: number;
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
  highp int nowSteps; // fragment shaders would take half of it
  float nowRestS;
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
    nowSteps: 'i32',
    nowRestS: 'f32',
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
in ivec2 rowPlace;   // longitude, latitude, ten millionths of a degree
in uvec4 rowMotion;  // tenths of a knot, tenths of a degree of course and heading, 65535 where unknown; tenths of a second
in int rowObserved;  // tenths of a second: of the position; it was heard last so many after it as above
in uvec4 rowEllipse; // steps of the semi-major and semi-minor axis, 0 where there is none; of the major one's direction
in vec4 rowStyle;    // glyph, life, flags, reckoned-after seconds; each / 255
in vec4 rowSign;     // glyph, three spare; each / 255
in vec4 rowColour;
in vec4 rowHull;     // to bow, to stern, to port, to starboard

const float DEG = 0.017453292519943295;
const uint ABSENT = ${U16_ABSENT}u;

bool rowHas(float flags, float flag) { return mod(floor(flags / flag), 2.0) >= 1.0; }

float rowDegrees(uint tenths) { return float(tenths) * 0.1; }
bool rowHeads() { return rowMotion.z != ABSENT; }
float rowHeadingDeg() { return rowDegrees(rowMotion.z); }
// Its heading, else its course; asked for only where one of them means something.
float rowDirectionDeg() { return rowDegrees(rowHeads() ? rowMotion.z : rowMotion.y); }

// Half axes in metres, 0 where there is no ellipse (proto/codec/quantise.ts), and the major one's direction, degrees.
vec3 rowEllipseM() {
  vec2 axes = exp2((vec2(rowEllipse.xy) - 1.0) * ${AXIS_OCTAVES_A_STEP.toFixed(10)});
  return vec3(rowEllipse.x == 0u ? vec2(0.0) : axes, float(rowEllipse.z) * ${DIRECTION_DEG_A_STEP.toFixed(6)});
}

// Seconds since a time of the row. Whole numbers until the end: single precision has no room for days.
float rowSinceS(int time) { return float(tracks.nowSteps - time) * ${(TIME_STEP_MS / 1000).toFixed(1)} + tracks.nowRestS; }
int rowHeard() { return rowObserved + int(rowMotion.w); }
// Beyond what its transmitter owes, its place is reckoned more than reported.
bool rowReckoned() { float afterS = floor(rowStyle.w * 255.0 + 0.5); return afterS > 0.0 && rowSinceS(rowHeard()) > afterS; }
// Seconds for which the ship is moved on from its position: until so long after its last report (client/store/whereabouts.ts).
float rowReckonedS() {
  return max(0.0, rowSinceS(rowObserved) - max(0.0, rowSinceS(rowHeard()) - ${MAX_EXTRAPOLATION_S.toFixed(1)}));
}

// Sine and cosine. A graphics card's own may be wrong by a thousandth, which is twenty metres after half an hour of way.
vec2 rowUnit(float degrees) {
  float quarter = floor(degrees / 90.0 + 0.5);
  float r = (degrees - quarter * 90.0) * DEG;
  float r2 = r * r;
  float s = r * (1.0 - r2 / 6.0 * (1.0 - r2 / 20.0 * (1.0 - r2 / 42.0)));
  float c = 1.0 - r2 / 2.0 * (1.0 - r2 / 12.0 * (1.0 - r2 / 30.0 * (1.0 - r2 / 56.0)));
  int turns = int(quarter) & 3;
  vec2 unit = (turns & 1) == 0 ? vec2(s, c) : vec2(c, -s);
  return turns >= 2 ? -unit : unit;
}

// Degrees of longitude and latitude a second (proto/domain/motion.ts).
vec2 rowVelocity(float lat) {
  if (!rowHas(floor(rowStyle.z * 255.0 + 0.5), ${RowFlag.underway.toFixed(1)})) return vec2(0.0);
  vec2 course = rowUnit(rowDegrees(rowMotion.y));
  float way = float(rowMotion.x) * ${(DEG_PER_KNOT_SECOND / 10).toExponential(9)};
  return way * vec2(course.x / max(rowUnit(lat).y, ${LEAST_COS_LAT}), course.y);
}

// Where it was, roughly: what sizes in metres are measured by.
vec3 rowWorldPosition() { return vec3(vec2(rowPlace) * ${(1 / DEGREE_STEPS).toExponential(1)}, 0.0); }

// An eighth of a degree is whole in single precision; what is left of it is kept apart, to the millimetre.
const int EIGHTH = ${DEGREE_STEPS / 8};

// Clip position of the row after 'seconds' from its report, shifted by metres east and north. Near the middle of a near
// view the way from there is added up in degrees and handed over as one low part: the projection squares it, and would
// put the sum of two large parts beside the place.
vec4 rowClip(float seconds, vec2 metres) {
  ivec2 eighths = rowPlace / EIGHTH;
  vec2 high = vec2(eighths) * 0.125;
  vec2 low = vec2(rowPlace - eighths * EIGHTH) * ${(1 / DEGREE_STEPS).toExponential(1)};
  geometry.worldPosition = rowWorldPosition();
  low += rowVelocity(high.y + low.y) * seconds;
  vec3 offset = vec3(project_size(metres), 0.0);
  vec2 way = (high - project.coordinateOrigin.xy) + low;
  bool isNear = project.projectionMode == PROJECTION_MODE_WEB_MERCATOR_AUTO_OFFSET && abs(way.y) <= 0.25;
  return isNear
    ? project_position_to_clipspace(vec3(project.coordinateOrigin.xy, 0.0), vec3(way, 0.0), offset)
    : project_position_to_clipspace(vec3(high + low, 0.0), vec3(0.0), offset);
}

// Pixels, x right and y up, between two clip positions.
vec2 clipToPixels(vec4 clip) { return clip.xy / clip.w * project.viewportSize / project.devicePixelRatio * 0.5; }

vec4 shiftedByPixels(vec4 clip, vec2 pixels) {
  return vec4(clip.xy + pixels * 2.0 * project.devicePixelRatio / project.viewportSize * clip.w, clip.zw);
}

const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);
`;

/** Of the records in `client/store/motion.ts` and `rows.ts`. */
export const ROW_BUFFERS = [
  {
    name: 'motion',
    stepMode: 'instance',
    byteStride: MOTION_BYTES,
    attributes: [
      { attribute: 'rowPlace', format: 'sint32x2', byteOffset: MotionByte.place },
      { attribute: 'rowMotion', format: 'uint16x4', byteOffset: MotionByte.motion },
      { attribute: 'rowObserved', format: 'sint32', byteOffset: MotionByte.observed },
      { attribute: 'rowEllipse', format: 'uint8x4', byteOffset: MotionByte.ellipse },
    ],
  },
  {
    name: 'looks',
    stepMode: 'instance',
    byteStride: LOOK_WORDS * 4,
    attributes: [
      { attribute: 'rowStyle', format: 'unorm8x4', byteOffset: Look.style * 4 },
      { attribute: 'rowSign', format: 'unorm8x4', byteOffset: Look.sign * 4 },
      { attribute: 'rowColour', format: 'unorm8x4', byteOffset: Look.colour * 4 },
      { attribute: 'rowHull', format: 'float32x4', byteOffset: Look.toBowM * 4 },
    ],
  },
] as const;
