/** A deck.gl layer over the rows: its buffers are the rows' memory, uploaded once a generation and shared by all. */
import { Layer, type LayerContext, project32 } from '@deck.gl/core';
import type { Device, Texture } from '@luma.gl/core';
import { DynamicBuffer, type Geometry, Model } from '@luma.gl/engine';
import { CHUNK_ROWS, MOTION_BYTES } from '../../store/motionrecord.ts';
import { LOOK_WORDS, type TrackRows } from './rows.ts';
import { ROW_BUFFERS, type TracksUniforms, tracksModule } from './shading.ts';

export interface RowLayerProps {
  /** The rows on the graphics card. */
  readonly upload: RowUpload;
  /** Asked at every drawing. */
  readonly frame: () => Omit<TracksUniforms, 'pass'>;
}

/** Records of rows in memory, which know what changed. */
interface Records {
  readonly generation: number;
  bytes(rows: number): Uint8Array;
  changedIn(chunk: number): number;
}

/** The one copy of records on a graphics card. */
class Upload {
  readonly #recordBytes: number;
  #buffer: DynamicBuffer | undefined;
  #from: Records | undefined;
  #generation = -1;

  constructor(recordBytes: number) {
    this.#recordBytes = recordBytes;
  }

  /** The buffer, brought up to date; at least one record long. */
  buffer(device: Device, records: Records, rows: number): DynamicBuffer {
    const bytes = records.bytes(rows);
    this.#buffer ??= new DynamicBuffer(device, { byteLength: Math.max(bytes.byteLength, 64) });
    // A buffer that is made anew has lost what it held.
    if (this.#buffer.ensureSize(bytes.byteLength) || this.#from !== records) this.#generation = -1;
    this.#from = records;
    if (this.#generation === records.generation) return this.#buffer;
    this.#write(this.#buffer, records, bytes);
    this.#generation = records.generation;
    return this.#buffer;
  }

  /** Chunks that changed since the last time, neighbours together. */
  #write(buffer: DynamicBuffer, records: Records, bytes: Uint8Array): void {
    const chunkBytes = CHUNK_ROWS * this.#recordBytes;
    const chunks = Math.ceil(bytes.length / chunkBytes);
    for (let from = 0; from < chunks; from += 1) {
      if (records.changedIn(from) <= this.#generation) continue;
      let to = from + 1;
      while (to < chunks && records.changedIn(to) > this.#generation) to += 1;
      const at = from * chunkBytes;
      buffer.write(bytes.subarray(at, Math.min(to * chunkBytes, bytes.length)), at);
      from = to;
    }
  }

  destroy(): void {
    this.#buffer?.destroy();
    this.#buffer = undefined;
    this.#generation = -1;
  }
}

/** The rows on a graphics card: how they move, and what they look like. */
export class RowUpload {
  readonly rows: TrackRows;
  readonly #motion = new Upload(MOTION_BYTES);
  readonly #looks = new Upload(LOOK_WORDS * 4);

  constructor(rows: TrackRows) {
    this.rows = rows;
  }

  /** By the names of {@link ROW_BUFFERS}. */
  buffers(device: Device): { readonly motion: DynamicBuffer; readonly looks: DynamicBuffer } {
    const { rows } = this;
    return {
      motion: this.#motion.buffer(device, rows.motion, rows.count),
      looks: this.#looks.buffer(device, rows, rows.count),
    };
  }

  destroy(): void {
    this.#motion.destroy();
    this.#looks.destroy();
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
  buffers: ReturnType<RowUpload['buffers']> | undefined;
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
      bufferLayout: [...ROW_BUFFERS],
      geometry,
      isInstanced: true,
      disableWarnings: true,
    });
    this.state = { model, buffers: undefined, textures: {} };
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
    const buffers = upload.buffers(device);
    const textures = this.textures(device);
    // Binding is most of what a drawing costs the page's thread: what is bound already stays.
    const { motion, looks } = buffers;
    if (this.state.buffers?.motion !== motion || this.state.buffers.looks !== looks)
      model.setAttributes({ motion, looks }, { disableWarnings: true });
    if (!sameTextures(this.state.textures, textures)) model.setBindings(textures);
    this.state.buffers = buffers;
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
