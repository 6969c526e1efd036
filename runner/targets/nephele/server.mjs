// Nephele over a folder, without users: server.mjs PORT FOLDER
import express from 'express';
import nephele from 'nephele';
import FileSystemAdapter from '@nephele/adapter-file-system';
import NoneAuthenticator from '@nephele/authenticator-none';

const [port, root] = process.argv.slice(2);

express()
  .use('/', nephele({
    adapter: new FileSystemAdapter({ root }),
    authenticator: new NoneAuthenticator(),
  }))
  .listen(Number(port), '127.0.0.1');
