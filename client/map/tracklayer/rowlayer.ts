/** A deck.gl layer over the rows: its buffer is the rows' block, uploaded once a generation and shared by all. */
import { Layer, type LayerContext, project32 } from '@deck.gl/core';
import type { Device, Texture } from '@luma.gl/core';
import { DynamicBuffer, type Geometry, Model } from '@luma.gl/engine';
import { BLOCK_ROWS, RECORD_WORDS, type TrackRows } from './rows.ts';
import { ROW_BUFFER_LAYOUT, type TracksUniforms, tracksModule } from './shading.ts';

export interface RowLayerProps {
  /** The rows on the graphics card. */
  readonly upload: RowUpload;
  /** Asked at every drawing. */
  readonly frame: () => Omit<TracksUniforms, 'pass'>;
}

/** The one copy of the rows on a graphics card. */
export class RowUpload {
  readonly rows: TrackRows;
  #buffer: DynamicBuffer | undefined;
  #generation = -1;

  constructor(rows: TrackRows) {
    this.rows = rows;
  }

  /** The buffer, brought up to date; at least one record long. */
  buffer(device: Device): DynamicBuffer {
    const { words, generation } = this.rows;
    this.#buffer ??= new DynamicBuffer(device, { byteLength: Math.max(words.byteLength, 64) });
    if (this.#generation === generation) return this.#buffer;
    // A buffer that is made anew has lost what it held.
    if (this.#buffer.ensureSize(words.byteLength)) this.#generation = -1;
    this.#write(this.#buffer, words);
    this.#generation = generation;
    return this.#buffer;
  }

  /** Blocks that changed since the last time, neighbours together. */
  #write(buffer: DynamicBuffer, words: Float32Array): void {
    const blockWords = BLOCK_ROWS * RECORD_WORDS;
    const blocks = Math.ceil(words.length / blockWords);
    for (let from = 0; from < blocks; from += 1) {
      if (this.rows.changedIn(from) <= this.#generation) continue;
      let to = from + 1;
      while (to < blocks && this.rows.changedIn(to) > this.#generation) to += 1;
      const at = from * blockWords;
      buffer.write(words.subarray(at, Math.min(to * blockWords, words.length)), at * 4);
      from = to;
    }
  }

  destroy(): void {
    this.#buffer?.destroy();
    this.#buffer = undefined;
    this.#generation = -1;
  }
}

export interface Shading {
  readonly vs: string;
  readonly fs: string;
  readonly geometry: Geometry;
  /** One draw call each, in order. */
  readonly passes: readonly number[];
}

interface RowLayerState {
  [key: string]: unknown;
  model: Model;
  /** What the model is bound to. */
  rows: DynamicBuffer | undefined;
  textures: Record<string, Texture>;
}

const sameTextures = (a: Record<string, Texture>, b: Record<string, Texture>): boolean =>
  Object.keys(b).every((name) => a[name] === b[name]);

export abstract class RowLayer<More extends object = object> extends Layer<RowLayerProps & More> {
  static override layerName = 'RowLayer';
  declare state: RowLayerState;

  protected abstract shading(): Shading;

  /** False where a draw call would draw nothing, whatever the rows: a call is dear, and a row of it is not free. */
  protected draws(_pass: number, _uniforms: Omit<TracksUniforms, 'pass'>): boolean {
    return true;
  }

  /** Textures by their name in the shaders. */
  protected textures(_device: Device): Record<string, Texture> {
    return {};
  }

  override initializeState(context: LayerContext): void {
    const { vs, fs, geometry } = this.shading();
    const model = new Model(context.device, {
      ...this.getShaders({ vs, fs, modules: [project32, tracksModule] }),
      id: this.props.id,
      bufferLayout: [ROW_BUFFER_LAYOUT],
      geometry,
      isInstanced: true,
      disableWarnings: true,
    });
    this.state = { model, rows: undefined, textures: {} };
  }

  override finalizeState(context: LayerContext): void {
    super.finalizeState(context);
    this.state.model.destroy();
  }

  override draw({ renderPass }: Parameters<Layer['draw']>[0]): void {
    const { upload, frame } = this.props;
    if (upload.rows.count === 0) return;
    const uniforms = frame();
    const passes = this.shading().passes.filter((pass) => this.draws(pass, uniforms));
    if (passes.length === 0) return;
    const { model } = this.state;
    const { device } = this.context;
    const rows = upload.buffer(device);
    const textures = this.textures(device);
    // Binding is most of what a drawing costs the page's thread: what is bound already stays.
    if (this.state.rows !== rows) model.setAttributes({ rows }, { disableWarnings: true });
    if (!sameTextures(this.state.textures, textures)) model.setBindings(textures);
    this.state.rows = rows;
    this.state.textures = textures;
    model.setInstanceCount(upload.rows.count);
    for (const pass of passes) {
      model.shaderInputs.setProps({ tracks: { ...uniforms, pass } });
      model.draw(renderPass);
    }
  }
}

/** Painted over what is there, in the order of drawing: symbols have no depth. */
export const FLAT = { depthCompare: 'always', depthWriteEnabled: false, cullMode: 'none' } as const;
