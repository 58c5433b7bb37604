/**
 * The symbols: one quad a track, drawn from the atlas. Animals, aids, base stations and what is lost come first, so that
 * they cover nobody; what is urgent, selected or pointed at comes last.
 */
import type { Device, Texture } from '@luma.gl/core';
import { Geometry } from '@luma.gl/engine';
import { ATLAS_COLUMNS, ATLAS_ROWS, atlasLayout, CELL_UNITS, GLYPH_UNITS } from '../symbols/atlas.ts';
import { Glyph } from '../symbols/glyph.ts';
import { rasterise } from '../symbols/raster.ts';
import { RowLayer, type RowLayerProps, type Shading } from './rowlayer.ts';
import { RowFlag } from './rows.ts';
import { ROW_GLSL } from './shading.ts';

/** The atlas on a graphics card, drawn anew when symbols need other pixels: another screen, another density. */
export class AtlasTexture {
  readonly #symbolPx: () => number;
  #texture: Texture | undefined;

  /** `symbolPx` is asked for the device pixels of the largest symbol. */
  constructor(symbolPx: () => number) {
    this.#symbolPx = symbolPx;
  }

  texture(device: Device): Texture {
    const layout = atlasLayout(this.#symbolPx());
    if (this.#texture?.width === layout.widthPx) return this.#texture;
    this.#texture?.destroy();
    this.#texture = device.createTexture({
      width: layout.widthPx,
      height: layout.heightPx,
      format: 'rgba8unorm',
      data: rasterise(layout),
      sampler: { minFilter: 'linear', magFilter: 'linear' },
    });
    return this.#texture;
  }

  destroy(): void {
    this.#texture?.destroy();
    this.#texture = undefined;
  }
}

/** Draw calls. */
const BENEATH = 0;
const ORDINARY = 1;
const FOREMOST = 2;

const flag = (name: keyof typeof RowFlag): string => RowFlag[name].toFixed(1);

const VERTEX = /* glsl */ `\
#version 300 es
#define SHADER_NAME track-symbols-vertex
in vec2 positions;
${ROW_GLSL}
out vec2 vPixels;
out vec2 vTurn;
out vec4 vColour;
flat out float vGlyph;
flat out vec3 vLook; // filled, dashed, opacity
flat out vec3 vMarks; // bracket, cross, distress: 0…1
flat out float vSign; // glyph; 0: none
flat out float vSize;

void main(void) {
  vec4 style = floor(rowStyle * 255.0 + 0.5);
  float row = float(gl_InstanceID);
  bool selected = row == tracks.selectedRow;
  bool hovered = row == tracks.hoveredRow;
  bool foremost = selected || hovered || rowHas(style.z, ${flag('urgent')});
  bool beneath = style.y >= 2.0 || style.x == ${Glyph.animal.toFixed(1)} || style.x == ${Glyph.baseStation.toFixed(1)}
    || style.x == ${Glyph.atonPhysical.toFixed(1)} || style.x == ${Glyph.atonVirtual.toFixed(1)};
  float pass = foremost ? ${FOREMOST.toFixed(1)} : beneath ? ${BENEATH.toFixed(1)} : ${ORDINARY.toFixed(1)};
  if (!rowHas(style.z, ${flag('visible')}) && !selected || pass != tracks.pass) {
    gl_Position = NOWHERE;
    return;
  }
  bool lost = style.y >= 2.0;
  bool stale = style.y == 1.0;
  bool reckoned = rowReckoned();
  bool device = style.x >= ${Glyph.locatingActive.toFixed(1)} && style.x <= ${Glyph.locatingLost.toFixed(1)};

  vec4 clip = rowClip(rowReckonedS(), vec2(0.0));
  float turn = rowHas(style.z, ${flag('turns')}) ? rowDirectionDeg() * DEG : 0.0;
  vTurn = vec2(cos(turn), sin(turn));
  vSize = foremost ? max(tracks.symbolPx, tracks.foremostPx) : tracks.symbolPx;
  vMarks = vec3(selected ? 1.0 : hovered ? 0.55 : 0.0, lost && !device ? 1.0 : 0.0,
    rowHas(style.z, ${flag('distress')}) ? 1.0 : 0.0);
  vSign = floor(rowSign.x * 255.0 + 0.5);
  // Half a cell's diagonal, so that a turned symbol and the marks around it have room.
  float reach = vSize * ${(CELL_UNITS / GLYPH_UNITS / 2).toFixed(4)} * 1.4143;
  vPixels = positions * reach;
  vGlyph = style.x;
  bool placed = style.x == ${Glyph.atonPhysical.toFixed(1)} || style.x == ${Glyph.baseStation.toFixed(1)}
    || style.x == ${Glyph.locatingTest.toFixed(1)} || style.x == ${Glyph.reported.toFixed(1)};
  vLook = vec3(reckoned || stale || lost || placed ? 0.0 : 1.0, stale ? 1.0 : 0.0, lost ? 0.75 : stale ? 0.7 : 1.0);
  vColour = rowColour;
  gl_Position = shiftedByPixels(clip, vPixels);
}
`;

const FRAGMENT = /* glsl */ `\
#version 300 es
#define SHADER_NAME track-symbols-fragment
precision highp float;
uniform sampler2D atlas;
in vec2 vPixels;
in vec2 vTurn;
in vec4 vColour;
flat in float vGlyph;
flat in vec3 vLook;
flat in vec3 vMarks;
flat in float vSign;
flat in float vSize;
out vec4 fragColor;

// Line, inside, halo of a glyph at a place in units of the drawing grid, x right and y up from its middle.
vec3 mask(float glyph, vec2 units) {
  vec2 cell = vec2(units.x, -units.y) / ${CELL_UNITS.toFixed(1)} + 0.5;
  if (any(lessThan(cell, vec2(0.01))) || any(greaterThan(cell, vec2(0.99)))) return vec3(0.0);
  vec2 corner = vec2(mod(glyph, ${ATLAS_COLUMNS.toFixed(1)}), floor(glyph / ${ATLAS_COLUMNS.toFixed(1)}));
  return textureLod(atlas, (corner + cell) / vec2(${ATLAS_COLUMNS.toFixed(1)}, ${ATLAS_ROWS.toFixed(1)}), 0.0).rgb;
}

// Straight colour with coverage over what is painted so far (premultiplied).
vec4 over(vec4 below, vec3 colour, float coverage) {
  return vec4(colour * coverage, coverage) + below * (1.0 - coverage);
}

void main(void) {
  vec2 units = vPixels * ${GLYPH_UNITS.toFixed(1)} / vSize;
  vec2 turned = vec2(units.x * vTurn.x - units.y * vTurn.y, units.x * vTurn.y + units.y * vTurn.x);
  vec3 symbol = mask(vGlyph, turned);
  vec4 painted = over(vec4(0.0), tracks.halo.rgb, symbol.b * tracks.halo.a * 0.8);
  painted = over(painted, vColour.rgb, symbol.g * vLook.x * 0.42);
  // Stale: the outline is broken into dashes around its middle.
  float dash = vLook.y > 0.5 ? step(0.42, fract(atan(turned.y, turned.x) * 2.2282)) : 1.0;
  painted = over(painted, vColour.rgb, symbol.r * dash);
  painted *= vLook.z;
  if (vMarks.z > 0.0) {
    // A ring around who is in distress.
    float off = abs(length(units) - 18.5);
    float soft = fwidth(length(units));
    painted = over(painted, tracks.halo.rgb, (1.0 - smoothstep(2.4, 2.4 + soft, off)) * tracks.halo.a * 0.6);
    painted = over(painted, vColour.rgb, 1.0 - smoothstep(1.0, 1.0 + soft, off));
  }
  if (vMarks.y > 0.0) {
    vec3 cross = mask(${Glyph.lostCross.toFixed(1)}, units * 1.15);
    painted = over(painted, tracks.halo.rgb, cross.b * tracks.halo.a * 0.5);
    painted = over(painted, mix(vColour.rgb, tracks.ink.rgb, 0.35), cross.r * 0.85);
  }
  if (vMarks.x > 0.0) {
    vec3 bracket = mask(${Glyph.selected.toFixed(1)}, units * 0.78);
    painted = over(painted, tracks.halo.rgb, bracket.b * tracks.halo.a * vMarks.x);
    painted = over(painted, tracks.selection.rgb, bracket.r * vMarks.x);
  }
  // Over the bracket: what is odd of a track is never less to be seen because it is selected.
  if (vSign > 0.0) {
    vec3 sign = mask(vSign, units * 0.86);
    painted = over(painted, tracks.halo.rgb, sign.b * tracks.halo.a);
    painted = over(painted, tracks.ink.rgb, sign.r);
  }
  if (painted.a < 0.004) discard;
  fragColor = vec4(painted.rgb / painted.a, painted.a);
}
`;

interface SymbolLayerProps extends RowLayerProps {
  readonly atlas: AtlasTexture;
}

export class SymbolLayer extends RowLayer<SymbolLayerProps> {
  static override layerName = 'SymbolLayer';

  protected shading(): Shading {
    return SHADING;
  }

  protected override textures(device: Device): Record<string, Texture> {
    return { atlas: this.props.atlas.texture(device) };
  }
}

const SHADING: Shading = {
  vs: VERTEX,
  fs: FRAGMENT,
  geometry: new Geometry({
    topology: 'triangle-strip',
    attributes: { positions: { size: 2, value: new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]) } },
  }),
  passes: [BENEATH, ORDINARY, FOREMOST],
};
