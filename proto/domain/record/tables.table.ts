/**
 * The tables of the archive: a Parquet file holds rows of one table, of one class, of one hour or day, sorted as said
 * here. Times are UTC epoch milliseconds. A change of columns is a new {@link SCHEMA_VERSION} with a migration.
 */

export const SCHEMA_VERSION = 1;

export type TableName = 'frames' | 'points' | 'identities' | 'ends' | 'told' | 'happened';

/**
 * Measured on a simulated day: whole days are as small, but a time is found four times slower; hours are a fifth larger,
 * and a vessel's day is found two times slower.
 */
export const WATCH_MS = 4 * 3_600_000;

/** The square degree of `cell`: smaller ones cut a track into shorter runs. */
const DEGREE = '(cell // 5760) * 360 + (cell % 1440) // 4';

interface Column {
  /** As DuckDB names it. */
  readonly type: string;
  readonly text: string;
}

export interface Table {
  readonly text: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Rows of a file are in this order: columns, or SQL of them. */
  readonly sort: readonly string[];
  /** A day's file has its watches of four hours one after the other, each sorted so: see {@link WATCH_MS}. */
  readonly isByWatch?: boolean;
}

const SEQ: Column = { type: 'BIGINT', text: 'The entry’s number: the order of everything that was known.' };
const EPOCH: Column = { type: 'INTEGER', text: 'The run; imports have runs of their own, below zero.' };
const TRACK: Column = { type: 'UINTEGER', text: 'The counter in the track’s id, `<epoch>-<track>`.' };
const KNOWN: Column = { type: 'BIGINT', text: 'When it was known: the picture’s time.' };
const MACHINE: Column = { type: 'BIGINT', text: 'The machine’s time then.' };
const NATURE: Column = { type: 'UTINYINT', text: 'Nature: 0 real, 1 synthetic, 2 recorded.' };
const RESTATED: Column = { type: 'BOOLEAN', text: 'Nothing changed: said anew at the hour.' };

export const TABLES: Readonly<Record<TableName, Table>> = {
  frames: {
    text: 'Every byte that was received.',
    columns: {
      seq: SEQ,
      epoch: EPOCH,
      known_ms: KNOWN,
      machine_ms: MACHINE,
      feed: { type: 'VARCHAR', text: 'The feed’s id.' },
      connection: { type: 'UINTEGER', text: 'One connection or sender within the feed.' },
      nature: NATURE,
      time_shift_ms: { type: 'BIGINT', text: 'Added to times inside the bytes.' },
      datagram: { type: 'BOOLEAN', text: 'The bytes are one whole datagram.' },
      topic: { type: 'VARCHAR', text: 'Where a broker delivered it.' },
      closed: { type: 'BOOLEAN', text: 'The connection ended here.' },
      bytes: { type: 'BLOB', text: 'As they came.' },
    },
    sort: ['seq'],
  },
  points: {
    text: 'Tracks as the picture showed them, a row for each change.',
    columns: {
      cell: {
        type: 'INTEGER',
        text: 'floor(lat · 4 + 360) · 1440 + floor(lon · 4 + 720): a quarter of a degree.',
      },
      epoch: EPOCH,
      track: TRACK,
      known_ms: KNOWN,
      observed_ms: { type: 'BIGINT', text: 'The time that it speaks of.' },
      mmsi: { type: 'UINTEGER', text: 'What it calls itself; absent where nothing does.' },
      lat_e6: { type: 'INTEGER', text: 'Latitude, 1e-6 degree.' },
      lon_e6: { type: 'INTEGER', text: 'Longitude, 1e-6 degree.' },
      sog_dkn: { type: 'SMALLINT', text: 'Speed over ground, 0.1 kn.' },
      cog_ddeg: { type: 'SMALLINT', text: 'Course over ground, 0.1 degree.' },
      heading_ddeg: { type: 'SMALLINT', text: 'Heading, 0.1 degree.' },
      nav_status: { type: 'UTINYINT', text: 'ITU-R M.1371-5 table 45.' },
      state: { type: 'UTINYINT', text: 'As `TrackColumns.state` of the wire.' },
      kind: { type: 'UTINYINT', text: 'TrackKind.' },
      nature: NATURE,
      contact: { type: 'UTINYINT', text: 'ContactState.' },
      sources: { type: 'USMALLINT', text: 'SourceBits.' },
      ellipse: {
        type: 'UINTEGER',
        text: 'The three bytes of `TrackColumns.ellipse`, the first lowest; absent: none.',
      },
      feeds: {
        type: 'VARCHAR',
        text: 'Ids of the feeds that made it, sorted, joined by a space; % and spaces within one as in URLs.',
      },
      restated: RESTATED,
    },
    sort: [DEGREE, 'epoch', 'track', 'known_ms'],
    isByWatch: true,
  },
  identities: {
    text: 'What tracks claimed to be, from when on.',
    columns: {
      epoch: EPOCH,
      track: TRACK,
      known_ms: KNOWN,
      kind: { type: 'UTINYINT', text: 'TrackKind.' },
      nature: NATURE,
      mmsi: { type: 'UINTEGER', text: 'Maritime Mobile Service Identity.' },
      imo: { type: 'UINTEGER', text: 'IMO number.' },
      name: { type: 'VARCHAR', text: 'Name.' },
      call_sign: { type: 'VARCHAR', text: 'Call sign.' },
      ship_type: { type: 'UTINYINT', text: 'ITU-R M.1371-5 table 53.' },
      length_m: { type: 'USMALLINT', text: 'Length, metres.' },
      beam_m: { type: 'USMALLINT', text: 'Beam, metres.' },
      destination: { type: 'VARCHAR', text: 'Destination.' },
      static: { type: 'BLOB', text: 'The whole, as `watchfloor.v1.TrackStatic`.' },
      restated: RESTATED,
    },
    sort: ['epoch', 'track', 'known_ms'],
    isByWatch: true,
  },
  ends: {
    text: 'Tracks that left the picture.',
    columns: { epoch: EPOCH, track: TRACK, known_ms: KNOWN },
    sort: ['known_ms'],
  },
  told: {
    text: 'Alerts and decisions, each as it then was.',
    columns: {
      seq: SEQ,
      epoch: EPOCH,
      known_ms: KNOWN,
      machine_ms: MACHINE,
      kind: { type: 'VARCHAR', text: '“alert” or “decision”.' },
      id: { type: 'VARCHAR', text: 'Of the alert, or of the record in the audit log.' },
      json: { type: 'VARCHAR', text: 'The whole.' },
    },
    sort: ['seq'],
  },
  happened: {
    text: 'What happened to the system: starts, feeds, clocks, losses, disks, deletions.',
    columns: {
      seq: SEQ,
      epoch: EPOCH,
      known_ms: KNOWN,
      machine_ms: MACHINE,
      kind: {
        type: 'VARCHAR',
        text: '“start”, “stop”, “feed”, “clock”, “loss”, “disk”, “hold”, “deleted”, “corrected”.',
      },
      about: { type: 'VARCHAR', text: 'The feed, where it is one.' },
      json: { type: 'VARCHAR', text: 'The rest.' },
    },
    sort: ['seq'],
  },
};

/** Of `points`: a quarter of a degree, south to north, west to east. */
export const cellOf = (lat: number, lon: number): number =>
  Math.floor(lat * 4 + 360) * 1440 + Math.floor(lon * 4 + 720);
