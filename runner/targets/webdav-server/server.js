// webdav-server over a folder: server.js PORT FOLDER
const { WebDAVServer, PhysicalFileSystem } = require('webdav-server').v2;

const [port, root] = process.argv.slice(2);
const server = new WebDAVServer({ port: Number(port), hostname: '127.0.0.1' });

server.setFileSystem('/', new PhysicalFileSystem(root), () => server.start());
