/** Where the ships were: lines that fade with age, under the symbols. */
import { Layer, type LayerContext, project32 } from '@deck.gl/core';
import { DynamicBuffer, Geometry, Model } from '@luma.gl/engine';
import { SEGMENT_WORDS, type TrailSegments } from './segments.ts';

export interface TrailFrame {
  /** Seconds since the segments' base. */
  nowS: number;
  /** The age at which a trail has faded away, seconds. */
  spanS: number;
  widthPx: number;
  selectedRow: number;
}

interface TrailLayerProps {
  readonly segments: TrailSegments;
  readonly frame: () => TrailFrame;
}

interface TrailLayerState {
  [key: string]: unknown;
  model: Model;
  buffer: DynamicBuffer;
  generation: number;
}

const UNIFORM_BLOCK = /* glsl */ `\
layout(std140) uniform trailsUniforms {
  float nowS;
  float spanS;
  float widthPx;
  float selectedRow;
} trails;
`;

const trailsModule = {
  name: 'trails',
  vs: UNIFORM_BLOCK,
  fs: UNIFORM_BLOCK,
  uniformTypes: { nowS: 'f32', spanS: 'f32', widthPx: 'f32', selectedRow: 'f32' },
} as const;

const VERTEX = /* glsl */ `\
#version 300 es
#define SHADER_NAME trails-vertex
in vec2 positions; // along 0…1, across -1…1
in vec4 segmentFrom; // high, low
in vec4 segmentTo;
in vec3 segmentAbout; // seconds at both ends, row
in vec4 segmentColour;
out vec4 vColour;
out float vAcross;

vec2 pixels(vec4 clip) { return clip.xy / clip.w * project.viewportSize / project.devicePixelRatio * 0.5; }

void main(void) {
  geometry.worldPosition = vec3(segmentFrom.xy, 0.0);
  vec4 from = project_position_to_clipspace(vec3(segmentFrom.xy, 0.0), vec3(segmentFrom.zw, 0.0), vec3(0.0));
  vec4 to = project_position_to_clipspace(vec3(segmentTo.xy, 0.0), vec3(segmentTo.zw, 0.0), vec3(0.0));
  vec2 way = pixels(to) - pixels(from);
  float lengthPx = length(way);
  vec2 across = lengthPx > 0.001 ? vec2(-way.y, way.x) / lengthPx : vec2(0.0);
  bool selected = segmentAbout.z == trails.selectedRow;
  float reach = trails.widthPx * (selected ? 0.9 : 0.5) + 0.5;
  vec4 end = positions.x < 0.5 ? from : to;
  float age = trails.nowS - mix(segmentAbout.x, segmentAbout.y, positions.x);
  float fresh = clamp(1.0 - age / trails.spanS, 0.0, 1.0);
  vColour = vec4(segmentColour.rgb, fresh * (selected ? 0.95 : 0.5));
  vAcross = positions.y * reach / (reach - 0.5);
  vec2 offset = across * positions.y * reach * 2.0 * project.devicePixelRatio / project.viewportSize;
  gl_Position = vec4(end.xy + offset * end.w, end.zw);
}
`;

const FRAGMENT = /* glsl */ `\
#version 300 es
#define SHADER_NAME trails-fragment
precision highp float;
in vec4 vColour;
in float vAcross;
out vec4 fragColor;
void main(void) {
  float edge = fwidth(vAcross);
  float coverage = 1.0 - smoothstep(1.0 - edge * 0.5, 1.0 + edge * 0.5, abs(vAcross));
  fragColor = vec4(vColour.rgb, vColour.a * coverage);
}
`;

export class TrailLayer extends Layer<TrailLayerProps> {
  static override layerName = 'TrailLayer';
  declare state: TrailLayerState;

  override initializeState(context: LayerContext): void {
    const model = new Model(context.device, {
      ...this.getShaders({ vs: VERTEX, fs: FRAGMENT, modules: [project32, trailsModule] }),
      id: this.props.id,
      bufferLayout: [
        {
          name: 'segments',
          stepMode: 'instance',
          byteStride: SEGMENT_WORDS * 4,
          attributes: [
            { attribute: 'segmentFrom', format: 'float32x4', byteOffset: 0 },
            { attribute: 'segmentTo', format: 'float32x4', byteOffset: 16 },
            { attribute: 'segmentAbout', format: 'float32x3', byteOffset: 32 },
            { attribute: 'segmentColour', format: 'unorm8x4', byteOffset: 44 },
          ],
        },
      ],
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: { positions: { size: 2, value: new Float32Array([0, -1, 0, 1, 1, -1, 1, 1]) } },
      }),
      isInstanced: true,
    });
    const buffer = new DynamicBuffer(context.device, { byteLength: SEGMENT_WORDS * 4 });
    this.state = { model, buffer, generation: -1 };
  }

  override finalizeState(context: LayerContext): void {
    super.finalizeState(context);
    this.state.model.destroy();
    this.state.buffer.destroy();
  }

  override draw({ renderPass }: Parameters<Layer['draw']>[0]): void {
    const { segments, frame } = this.props;
    const { model, buffer } = this.state;
    if (segments.count === 0) return;
    if (this.state.generation !== segments.generation) {
      buffer.ensureSize(segments.words.byteLength);
      buffer.write(segments.words);
      this.state.generation = segments.generation;
    }
    model.setAttributes({ segments: buffer });
    model.setInstanceCount(segments.count);
    model.shaderInputs.setProps({ trails: { ...frame() } });
    model.draw(renderPass);
  }
}
