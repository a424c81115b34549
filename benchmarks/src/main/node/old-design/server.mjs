// The design that Baraza replaces: one Node process with Socket.IO, the Redis adapter and MongoDB. Each send reads the
// conversation, inserts the message, updates the conversation and inserts a notification before it is acknowledged.
// Settings are the best ones for it: WebSocket only where the client asks for it, no compression, no kept handshakes.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import jwt from 'jsonwebtoken';
import { MongoClient } from 'mongodb';
import { createClient } from 'redis';
import { Server } from 'socket.io';

const { PORT, REDIS_URL, MONGODB_URI, JWT_PUBLIC_KEY } = process.env;
const publicKey = readFileSync(JWT_PUBLIC_KEY);
const verification = { algorithms: ['RS256'], issuer: 'baraza', audience: 'baraza' };

const publisher = createClient({ url: REDIS_URL });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const mongo = await new MongoClient(MONGODB_URI, { writeConcern: { w: 'majority' } }).connect();
const database = mongo.db('old-design');
const conversations = database.collection('conversations');
const messages = database.collection('messages');
const notifications = database.collection('notifications');
await conversations.createIndex({ participants: 1 });
await messages.createIndex({ conversation: 1, createdAt: -1 });
await notifications.createIndex({ recipient: 1, isRead: 1, createdAt: -1 });

const http = createServer();
const io = new Server(http, {
  adapter: createAdapter(publisher, subscriber),
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
});
io.engine.on('connection', (raw) => {
  raw.request = null;
});

io.use((socket, next) => {
  try {
    const claims = jwt.verify(socket.handshake.auth.token, publicKey, verification);
    socket.data.userId = claims.sub;
    socket.data.chapterId = claims.chapterId;
    next();
  } catch {
    next(new Error('Authentication failed'));
  }
});

async function send(senderId, { receiverId, content }) {
  const participants = [senderId, receiverId].sort();
  const key = participants.join('.');
  let conversation = await conversations.findOne({ _id: key });
  if (!conversation) {
    conversation = { _id: key, participants, unread: {}, updatedAt: new Date() };
    await conversations.updateOne({ _id: key }, { $setOnInsert: conversation }, { upsert: true });
  }
  const message = { conversation: key, sender: senderId, content, readBy: [senderId], createdAt: new Date() };
  const { insertedId } = await messages.insertOne(message);
  await conversations.updateOne(
    { _id: key },
    { $set: { lastMessage: insertedId, updatedAt: message.createdAt }, $inc: { [`unread.${receiverId}`]: 1 } },
  );
  await notifications.insertOne({
    recipient: receiverId,
    sender: senderId,
    type: 'NEW_MESSAGE',
    message: content.slice(0, 100),
    isRead: false,
    createdAt: message.createdAt,
  });
  return { ...message, id: insertedId.toHexString(), conversationId: key };
}

// the clients' contract: whoever has not opened the thread is told of the message a second time
function tellOfNew(room, message) {
  const { conversationId } = message;
  io.to(room).except(`conversation:${conversationId}`).emit('notification:new-message', { conversationId, message });
}

io.on('connection', (socket) => {
  const { userId, chapterId } = socket.data;
  socket.join(`user:${userId}`);
  socket.join('broadcast:all');
  if (chapterId) {
    socket.join(`chapter:${chapterId}`);
  }
  socket.on('message:send', async (body, ack) => {
    try {
      const message = await send(userId, body);
      const forReceiver = { ...message, isMine: false };
      io.to(`user:${userId}`).emit('message:new', { ...message, isMine: true });
      io.to(`user:${body.receiverId}`).emit('message:new', forReceiver);
      tellOfNew(`user:${body.receiverId}`, forReceiver);
      ack({ id: message.id });
    } catch (error) {
      ack({ error: error.message });
    }
  });
  for (const [event, isTyping] of [['typing:start', true], ['typing:stop', false]]) {
    socket.on(event, ({ conversationId, receiverId }) => {
      io.to(`user:${receiverId}`).emit('typing', { conversationId, userId, isTyping });
    });
  }
  // the load's own control: emit to a room without the database, as often as asked
  socket.on('load:emit', ({ room, payloads }) => {
    for (const payload of payloads) {
      io.to(room).emit('message:broadcast', payload);
      tellOfNew(room, payload);
    }
  });
});

http.listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
process.on('SIGTERM', () => process.exit(0));
// before its memory is read
process.on('SIGUSR2', () => global.gc?.());
