// The unmodified npm clients against the echo applications. Arguments: the origin, and the transports, comma-separated.
// Prints one JSON line: what came back.
import { Socket } from 'engine.io-client';
import { io } from 'socket.io-client';

const [origin, names] = process.argv.slice(2);
const transports = names.split(',');
const best = transports.at(-1);
const deadline = setTimeout(() => fail('not finished in time'), 30_000);

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

const next = (emitter, event) => new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
const hex = (bytes) => Buffer.from(bytes).toString('hex');

async function engine() {
  const socket = new Socket(origin, { transports });
  socket.binaryType = 'arraybuffer';
  await next(socket, 'open');
  if (socket.transport.name !== best) {
    await next(socket, 'upgrade');
  }
  const got = [];
  const all = new Promise((resolve) => socket.on('message', (message) => {
    got.push(typeof message === 'string' ? message : hex(message));
    if (got.length === 3) {
      resolve();
    }
  }));
  socket.send('one – café');
  socket.send(new Uint8Array([1, 2, 3]));
  socket.send('three');
  await all;
  // outlives several heartbeats
  await Promise.race([
    next(socket, 'close').then(([reason]) => fail(`closed: ${reason}`)),
    (async () => {
      for (let pings = 0; pings < 3; pings++) {
        await next(socket, 'ping');
      }
    })(),
  ]);
  const transport = socket.transport.name;
  socket.off('close');
  socket.close();
  return { transport, got };
}

async function sockets() {
  const main = io(origin, { transports, auth: { token: 'abc' } });
  const [mainAuth] = await next(main, 'auth');
  const custom = io(`${origin}/custom`, { transports, auth: { token: 'def' } });
  const [customAuth] = await next(custom, 'auth');
  const nowhere = io(`${origin}/nowhere`, { transports });
  const [refusal] = await next(nowhere, 'connect_error');

  while (main.io.engine.transport.name !== best) {
    await next(main.io.engine, 'upgrade');
  }
  main.emit('message', 1, '2', { 3: [true] });
  const plain = await next(main, 'message-back');
  custom.emit('message', Buffer.from([1, 2]), { inside: Buffer.from([3]) });
  const [first, { inside }] = await next(custom, 'message-back');
  const ack = await main.timeout(10_000).emitWithAck('message-with-ack', { bytes: Buffer.from([4, 5]), text: 'café' });

  custom.disconnect();
  let pings = 0;
  main.io.on('ping', () => pings++);
  while (pings < 3) {
    await next(main.io, 'ping');
  }
  const still = await main.timeout(10_000).emitWithAck('message-with-ack', 'still here');
  const result = {
    mainAuth,
    customAuth,
    refusal: refusal.message,
    plain,
    bytes: [hex(first), hex(inside)],
    ack: { bytes: hex(ack.bytes), text: ack.text },
    still,
    connected: [main.connected, custom.connected],
    oneConnection: custom.io === main.io && nowhere.io === main.io,
  };
  main.disconnect();
  return result;
}

const result = { engine: await engine(), sockets: await sockets() };
clearTimeout(deadline);
console.log(JSON.stringify(result));
process.exit(0);
