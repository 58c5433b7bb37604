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

// Keys of tracks: slots are varints, each the difference to the one before; a generation is a byte.
function* keys({ slot: bytes, generation }) {
  for (let slot = 0, row = 0, scale = 1, i = 0; i < bytes.length; i += 1) {
    slot += (bytes[i] & 127) * scale;
    scale = bytes[i] > 127 ? scale * 128 : 1;
    if (scale === 1) yield `${slot}.${generation[row++]}`;
  }
}

let audience;
let about = new Map(); // names and the like of the tracks in the tile

function apply(baseMs, { fromVersion, removed, columns, statics }) {
  if (!fromVersion) about = new Map(); // a snapshot; otherwise a patch: first what is gone, then what is new
  for (const key of removed ? keys(removed) : []) about.delete(key);
  for (const one of statics) about.set(`${one.slot}.${one.generation}`, { mmsi: one.mmsi, name: one.name });
  let i = 0;
  for (const key of columns ? keys(columns) : []) {
    const latitude = north(y + 1) + share(columns.lat, i) * (north(y) - north(y + 1));
    const longitude = ((x + share(columns.lon, i)) / side) * 360 - 180;
    const [sogKn, cogDeg] = [tenths(columns.sog, i), tenths(columns.cog, i)];
    const observedMs = baseMs - 100 * u16(columns.observed, i);
    console.log(
      JSON.stringify({ ...about.get(key), lat: latitude, lon: longitude, sogKn, cogDeg, observedMs }),
    );
    i += 1;
  }
}

const token = process.env.WATCHFLOOR_TOKEN;
const socket = io(url, { transports: ['websocket'], auth: token ? { token } : {} });
const request = { number: 1, tiles: [{ tile, version: 0 }] };
socket.on('hello', () => socket.emit('watch', WatchRequest.encode(request).finish()));
socket.on('picture', (bytes, applied) => {
  const frame = PictureFrame.decode(bytes);
  if (frame.audience !== audience) about = new Map(); // another picture: what was shown before is not ours any more
  audience = frame.audience;
  for (const one of frame.tiles) if (one.tile === tile) apply(frame.baseMs, one);
  applied(); // only now comes the next
});
socket.on('cut', (reason) => console.error(`cut: ${reason}`));
socket.on('connect_error', ({ message }) => console.error(`not let in: ${message}`));
