import { startProtocolServer } from './protocol-server.ts';

// The protocol server as a program of its own: says its address, and serves until its standard input ends.
const server = await startProtocolServer();
process.stdout.write(`${server.url}\n`);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
