// Somebody who comes back when the window is over, on the unmodified npm client. Arguments: a URL, then id and token of each
// person, and the window in milliseconds. Prints one JSON line: what they saw, and what they got by sync.
import { io } from 'socket.io-client';

const [gateway, amina, aminaToken, baraka, barakaToken, window] = process.argv.slice(2);
const deadline = setTimeout(() => fail('not finished in time'), 60_000);
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

const connected = (socket) => new Promise((resolve) => socket.once('connect', resolve));
const options = (token) => ({ auth: { token }, transports: ['websocket'], forceNew: true });
const sender = io(gateway, options(aminaToken));
const receiver = io(gateway, { ...options(barakaToken), reconnection: false });
const seen = [];
receiver.on('message:new', (message) => seen.push(message.seq));
await Promise.all([connected(sender), connected(receiver)]);
const send = (content) => sender.timeout(20_000).emitWithAck('message:send', { receiverId: baraka, content });

const { conversationId } = await send('before');
while (seen.length < 1) {
  await pause(5);
}
receiver.io.engine.close();
await send('meanwhile');
await pause(Number(window) * 2);
const back = connected(receiver);
receiver.connect();
await back;
const recovered = receiver.recovered === true;
const synced = await receiver.timeout(20_000).emitWithAck('sync', { conversations: [{ id: conversationId, seq: seen.at(-1), rev: 0 }] });
await send('after');
while (!seen.includes(3)) {
  await pause(5);
}

clearTimeout(deadline);
console.log(JSON.stringify({
  recovered,
  seen,
  synced: synced.conversations.flatMap(({ messages }) => messages.map(({ seq }) => seq)),
}));
[sender, receiver].forEach((socket) => socket.close());
process.exit(0);
