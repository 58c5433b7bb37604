/**
 * How many plots come from nothing, by place: counts of plots that no track explains, in rings and sectors around the
 * sensor, forgetting slowly. Thin cells lean on their ring.
 */
const RINGS = 64;
const SECTORS = 24;
/** Scans that the map remembers. */
const MEMORY = 60;
/** Scans of the ring's rate that a cell starts with. */
const RING_WEIGHT = 15;
/** Scans of the neighbouring rings' rate that a ring starts with. */
const NEIGHBOUR_WEIGHT = 3;

export class ClutterMap {
  #reachM: number;
  readonly #fixed: boolean;
  /** Decayed numbers of scans and plots. */
  #scans = 0;
  readonly #cells = new Float64Array(RINGS * SECTORS);
  readonly #rings = new Float64Array(RINGS);
  readonly #ringDensity = new Float64Array(RINGS);
  /** Plots from nothing in a scan, over all. */
  rate = 0;

  /** `reachM`: the sensor's range where known; else it grows with what is seen. */
  constructor(reachM: number | undefined) {
    this.#reachM = reachM ?? 100;
    this.#fixed = reachM !== undefined;
  }

  /** Makes room for a range. */
  reach(rangeM: number): void {
    if (this.#fixed) return;
    while (rangeM > this.#reachM && this.#reachM < 1e6) {
      this.#reachM *= 2;
      for (let ring = 0; ring < RINGS; ring++) {
        const merged = 2 * ring + 1 < RINGS;
        this.#rings[ring] = merged ? this.#rings[2 * ring]! + this.#rings[2 * ring + 1]! : 0;
        for (let s = 0; s < SECTORS; s++)
          this.#cells[ring * SECTORS + s] = merged
            ? this.#cells[2 * ring * SECTORS + s]! + this.#cells[(2 * ring + 1) * SECTORS + s]!
            : 0;
      }
      this.#refresh();
    }
  }

  /** Plots from nothing per m² and scan, at a place around the sensor; `azimuth` in radians, 0…2π. */
  density(rangeM: number, azimuth: number): number {
    const ring = this.#ring(rangeM);
    const cell = this.#cells[ring * SECTORS + this.#sector(azimuth)]!;
    const smooth = this.#ringDensity[ring]!;
    const area = this.#area(ring) / SECTORS;
    return (cell + RING_WEIGHT * smooth * area) / (area * (this.#scans + RING_WEIGHT));
  }

  /** One plot with the probability that no track explains it. */
  add(rangeM: number, azimuth: number, unexplained: number): void {
    const ring = this.#ring(rangeM);
    const cell = ring * SECTORS + this.#sector(azimuth);
    this.#cells[cell] = this.#cells[cell]! + unexplained;
    this.#rings[ring] = this.#rings[ring]! + unexplained;
  }

  /** Ends a scan. */
  endScan(): void {
    this.#scans += 1;
    if (this.#scans > MEMORY) {
      const keep = MEMORY / (MEMORY + 1);
      this.#scans *= keep;
      for (let i = 0; i < this.#cells.length; i++) this.#cells[i] = this.#cells[i]! * keep;
      for (let i = 0; i < RINGS; i++) this.#rings[i] = this.#rings[i]! * keep;
    }
    this.#refresh();
  }

  #refresh(): void {
    let total = 0;
    for (let ring = 0; ring < RINGS; ring++) {
      total += this.#rings[ring]!;
      const low = Math.max(0, ring - 1);
      const high = Math.min(RINGS - 1, ring + 1);
      let near = 0;
      let nearArea = 0;
      for (let other = low; other <= high; other++) {
        near += this.#rings[other]!;
        nearArea += this.#area(other);
      }
      const scans = Math.max(1, this.#scans);
      const neighbours = (near + 0.05) / (nearArea * scans);
      const area = this.#area(ring);
      this.#ringDensity[ring] =
        (this.#rings[ring]! + NEIGHBOUR_WEIGHT * neighbours * area) / (area * (scans + NEIGHBOUR_WEIGHT));
    }
    this.rate = total / Math.max(1, this.#scans);
  }

  /** Mean density over all that it can see, 1/m². */
  get mean(): number {
    return Math.max(this.rate, 0.05) / (Math.PI * this.#reachM * this.#reachM);
  }

  #ring(rangeM: number): number {
    return Math.min(RINGS - 1, Math.max(0, Math.floor((rangeM / this.#reachM) * RINGS)));
  }

  #sector(azimuth: number): number {
    return Math.min(SECTORS - 1, Math.max(0, Math.floor((azimuth / (2 * Math.PI)) * SECTORS)));
  }

  #area(ring: number): number {
    const width = this.#reachM / RINGS;
    return Math.PI * width * width * (2 * ring + 1);
  }
}
