'use strict';

/* A batch API in one file, on Express. */

const express = require('express');

const app = express();

app.use(express.json());

function item(status, message) {
  return message === undefined ? { status } : { status, message };
}

function change(id) {
  return Number(id) >= 1 && Number(id) <= 9
    ? item(200)
    : item(404, `There is no record ${id}.`);
}

function sentence(items) {
  const done = items.filter((one) => one.status < 300).length;
  return `${done} of ${items.length} done`;
}

/* Sends it as BATCH in the environment wants it. */
function answer(res, body, items) {
  res.status(207);
  switch (process.env.BATCH) {
    case 'prose':
      return res.json({ status: sentence(items) });
    case 'text':
      return res.type('text/plain').send(sentence(items) + '\n');
    case 'html': // a string is HTML to Express
      return res.send(JSON.stringify(body));
    case 'untyped':
      return res.end(JSON.stringify(body));
    default:
      return res.json(body);
  }
}

app.get('/', (req, res) => {
  res.json({ batches: ['files', 'updates', 'sources', 'array', 'object'] });
});

app.post('/files', (req, res) => {
  const files = req.body.files.map(({ filename }) => ({
    filename,
    ...(filename ? item(201) : item(422, 'The file has no name.')),
  }));
  answer(res, { files }, files);
});

app.post('/updates', (req, res) => {
  const updates = req.body.updates.map(({ id }) => ({ id, ...change(id) }));
  answer(res, { updates }, updates);
});

app.post('/sources', (req, res) => {
  const sources = req.body.sources.map(({ source }) => ({
    source,
    ...(['main', 'mirror'].includes(source)
      ? item(200)
      : item(404, `There is no source ${source}.`)),
  }));
  answer(res, { sources }, sources);
});

app.post('/array', (req, res) => {
  const items = req.body.map(({ id }) => ({ id, ...change(id) }));
  answer(res, items, items);
});

app.post('/object', (req, res) => {
  const items = {};
  for (const id of Object.keys(req.body)) {
    items[id] = change(id);
  }
  answer(res, items, Object.values(items));
});

app.listen(Number(process.env.PORT), '127.0.0.1');
