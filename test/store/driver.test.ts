import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { endWaitsWithTheirConnection } from '../../src/store/driver.ts';
import { testDatabase } from '../support/mongo.ts';

/** The client's ends of all connections that this process opens from now on. */
function socketsOfThisProcess(): Set<Socket> {
  const sockets = new Set<Socket>();
  const note = (message: unknown) => void sockets.add((message as { socket: Socket }).socket);
  subscribe('net.client.socket', note);
  onTestFinished(() => void unsubscribe('net.client.socket', note));
  return sockets;
}

it('a command that begins while its connection breaks does not hang, but is tried on another', async () => {
  endWaitsWithTheirConnection();
  const { uri } = await testDatabase();
  const sockets = socketsOfThisProcess();
  const client = new MongoClient(uri, { monitorCommands: true });
  onTestFinished(() => client.close());
  const things = client.db().collection('things');
  await things.insertOne({ name: 'first' });
  // Said right before the command is written: destroyed, but not known to be closed.
  client.once('commandStarted', () => sockets.forEach((socket) => void socket.destroy()));
  const outcome = things.findOne({ name: 'first' }).then((found) => found?.name);
  await expect(outcome).resolves.toBe('first');
});
