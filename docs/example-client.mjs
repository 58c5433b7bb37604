// A whole client of Watchfloor: node docs/example-client.mjs [URL] [LAT] [LON], with a token in WATCHFLOOR_TOKEN if one is needed.
// Prints the tracks of the z7 tile under a position, a JSON line each, as they change. See proto/README.md.
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { io } from 'socket.io-client';

const [url = 'http://127.0.0.1:8080', lat = '40.6', lon = '18.9'] = process.argv.slice(2);
const schema = await protobuf.load(fileURLToPath(new URL('../proto/watchfloor.proto', import.meta.url)));
const WatchRequest = schema.lookupType('watchfloor.v1.WatchRequest');
const PictureFrame = schema.lookupType('watchfloor.v1.PictureFrame');

// The tile: web-mercator z7, level 1. Its edges give the positions in it their meaning.
const side = 2 ** 7;
const x = Math.floor(((Number(lon) + 180) / 360) * side);
const y = Math.floor(((1 - Math.asinh(Math.tan((Number(lat) * Math.PI) / 180)) / Math.PI) / 2) * side);
const north = (row) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / side))) * 180) / Math.PI;
const tile = (1 << 20) | (x << 10) | y;

const u16 = (bytes, i) => bytes[2 * i] | (bytes[2 * i + 1] << 8);
const tenths = (bytes, i) => (u16(bytes, i) === 65535 ? undefined : u16(bytes, i) / 10);
const share = (bytes, i) =>
  ((bytes[3 * i] | (bytes[3 * i + 1] << 8) | (bytes[3 * i + 2] << 16)) + 0.5) / 2 ** 24;

// Numbers of seven bits a byte, least first.
function* varints(bytes) {
  for (let value = 0, scale = 1, i = 0; i < bytes.length; i += 1) {
    value += (bytes[i] & 127) * scale;
    scale = bytes[i] > 127 ? scale * 128 : 1;
    if (scale > 1) continue;
    yield value;
    value = 0;
  }
}

// Slots, each as the difference to the one before; the lowest bits are an age, where there are such.
function* slots({ slot: bytes, ageBits = 0 }) {
  let slot = 0;
  for (const value of varints(bytes)) {
    slot += value >>> ageBits;
    yield [slot, value & (2 ** ageBits - 1)];
  }
}

// Milliseconds; from 32768 on in three seconds.
const age = (wire) => (wire < 32768 ? wire * 100 : (wire - 32768) * 3000);

let audience;
let tracks = new Map(); // by slot

function apply(baseMs, { fromVersion, removed, columns, statics, heard }) {
  if (!fromVersion) tracks = new Map(); // a snapshot; otherwise a patch: first what is gone, then what is new
  const changed = new Set();
  let i = 0;
  for (const [slot] of removed ? slots(removed) : [])
    if (tracks.get(slot)?.generation === removed.generation[i++]) tracks.delete(slot);
  i = 0;
  for (const [slot] of columns ? slots(columns) : []) {
    const before = tracks.get(slot);
    const generation = columns.generation[i];
    const { mmsi, name } = before?.generation === generation ? before : {}; // else another track
    const lat = north(y + 1) + share(columns.lat, i) * (north(y) - north(y + 1));
    const lon = ((x + share(columns.lon, i)) / side) * 360 - 180;
    const [sogKn, cogDeg] = [tenths(columns.sog, i), tenths(columns.cog, i)];
    const observedMs = baseMs - age(u16(columns.observed, i));
    tracks.set(slot, { generation, mmsi, name, lat, lon, sogKn, cogDeg, observedMs, heardMs: observedMs });
    changed.add(slot);
    i += 1;
  }
  for (const { slot, mmsi, name } of statics) {
    Object.assign(tracks.get(slot), { mmsi, name });
    changed.add(slot);
  }
  i = 0; // heard again where its course and speed have brought it meanwhile
  for (const [slot, young] of heard ? slots(heard) : []) {
    const old = heard.observed.length > 0 ? age(u16(heard.observed, i++)) : young * 100;
    tracks.get(slot).heardMs = baseMs - old;
    changed.add(slot);
  }
  for (const slot of changed) {
    const { generation, ...track } = tracks.get(slot);
    console.log(JSON.stringify(track));
  }
}

const token = process.env.WATCHFLOOR_TOKEN;
const socket = io(url, { transports: ['websocket'], auth: token ? { token } : {} });
const request = { number: 1, tiles: [{ tile, version: 0 }] };
socket.on('hello', () => socket.emit('watch', WatchRequest.encode(request).finish()));
socket.on('picture', (bytes, applied) => {
  const frame = PictureFrame.decode(bytes);
  if (frame.audience !== audience) tracks = new Map(); // another picture: what was shown before is not ours any more
  audience = frame.audience;
  for (const one of frame.tiles) if (one.tile === tile) apply(frame.baseMs, one);
  applied(); // only now comes the next
});
socket.on('cut', (reason) => console.error(`cut: ${reason}`));
socket.on('connect_error', ({ message }) => console.error(`not let in: ${message}`));
